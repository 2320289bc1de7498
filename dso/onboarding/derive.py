"""From anybody's remittances to the group and the claims that they answer. Pure.

Whoever tries the product on real 835s has no claims in it yet. They are worked out backwards, so
that every payment that adds up can be matched and posted. Patients get made-up names; numbers
that matching needs stay as they came.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from dso.onboarding.payees import Payee, payees_of
from remits.clearing.answer import Answer
from remits.clearing.reading import ReadPayment

NUMBER_CHARACTERS, CODE_CHARACTERS, LINE_NUMBER_CHARACTERS = 38, 10, 50
REVERSAL, ESTIMATE = "22", "25"
RANK_OF_STATUS = {"2": 2, "20": 2, "3": 3, "21": 3}


@dataclass(frozen=True, slots=True)
class AskedLine:
    code: str
    charge_cents: int
    served_on: date
    control_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedClaim:
    """A claim that must have been sent, since it was answered. `payee` is a position."""

    payee: int
    control_number: str
    payer_control_number: str
    originator_id: str
    patient: str
    member_id: str
    rank: int
    served_on: date
    lines: tuple[AskedLine, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """`payers` maps the originator id of each payer to its name."""

    payees: tuple[Payee, ...]
    payers: dict[str, str]
    claims: tuple[AskedClaim, ...]


@dataclass(slots=True)
class _Told:
    """All that was said of one claim: its answers, and what took some of them back."""

    payee: int
    number: str
    rank: int
    payment: ReadPayment
    answers: list[Answer] = field(default_factory=list)
    reversals: list[Answer] = field(default_factory=list)


def derive(payments: Sequence[ReadPayment], *, today: date) -> Derived:
    """In the order of the files; a payment that comes twice answers its claims once.

    `today` dates what the files do not date. Payees beyond the first 50 get no practice.
    """
    once = _each_once(payments)
    payees, place_of = payees_of(once)
    told: dict[tuple[int, str, int], _Told] = {}
    for payment in once:
        place = place_of.get(id(payment))
        if place is not None:
            _listen(told, place, payment)
    payers = {one.originator_id: one.payer_name for one in reversed(once)}
    return Derived(payees, payers, tuple(_claims(told.values(), today)))


def _each_once(payments: Iterable[ReadPayment]) -> list[ReadPayment]:
    found: dict[tuple[object, ...], ReadPayment] = {}
    for one in payments:
        key = (one.originator_id, one.trace, one.paid_cents, one.effective_on)
        found.setdefault((*key, one.payee_npi, one.payee_tax_id), one)
    return list(found.values())


def _listen(told: dict[tuple[int, str, int], _Told], place: int, payment: ReadPayment) -> None:
    for answer in payment.answers:
        if answer.status == ESTIMATE:
            continue
        number = answer.control_number.upper() or f"none {len(told)}"
        rank = RANK_OF_STATUS.get(answer.status, 1)
        if answer.status == REVERSAL:
            rank = next((r for r in (1, 2, 3) if (place, number, r) in told), 1)
        one = told.setdefault(
            (place, number, rank), _Told(place, answer.control_number, rank, payment)
        )
        (one.reversals if answer.status == REVERSAL else one.answers).append(answer)


def _claims(told: Iterable[_Told], today: date) -> Iterator[AskedClaim]:
    """Numbers are unique in a practice: who comes second to a number is told apart by rank."""
    taken: set[tuple[int, str]] = set()
    for position, one in enumerate(told, start=1):
        number = one.number[:NUMBER_CHARACTERS]
        is_free = bool(number) and (one.payee, number) not in taken
        if not is_free:
            number = f"{number[: NUMBER_CHARACTERS - 9]}/{one.rank}.{position}"
        taken.add((one.payee, number))
        yield _claim(one, number, today, knows_payer_number=not is_free)


def _claim(one: _Told, number: str, today: date, *, knows_payer_number: bool) -> AskedClaim:
    """The payer's number is known beforehand only where our own cannot find the claim."""
    kept = _standing(one)
    first = kept[0]
    served_on = min(
        (day for answer in kept for day in answer.served_on),
        default=one.payment.effective_on or today,
    )
    return AskedClaim(
        payee=one.payee,
        control_number=number,
        payer_control_number=first.payer_control_number if knows_payer_number else "",
        originator_id=one.payment.originator_id,
        patient=first.member_id or f"{first.last_name}/{first.first_name}",
        member_id=first.member_id,
        rank=one.rank,
        served_on=served_on,
        lines=tuple(line for answer in kept for line in _lines(answer, served_on)),
    )


def _standing(one: _Told) -> list[Answer]:
    """What is left to answer at once: each reversal takes the place of one answer.

    Parts of a split claim all stand, so that the claim asks for their sum.
    """
    kept = list(one.answers)
    for reversal in one.reversals:
        turned = next((a for a in kept if a.charge_cents == -reversal.charge_cents), None)
        if turned is not None and len(kept) > 1:
            kept.remove(turned)
    return kept or one.reversals[:1]


def _lines(answer: Answer, served_on: date) -> Iterator[AskedLine]:
    """The lines as they were sent; what they do not sum up to stands as one line more."""
    sign = -1 if answer.status == REVERSAL else 1
    rest_cents = sign * answer.charge_cents
    for line in answer.lines:
        charge_cents = sign * line.charge_cents
        rest_cents -= charge_cents
        yield AskedLine(
            (line.submitted_code or line.code)[:CODE_CHARACTERS],
            charge_cents,
            line.served_on or served_on,
            line.control_number[:LINE_NUMBER_CHARACTERS],
        )
    if rest_cents or not answer.lines:
        yield AskedLine("", rest_cents, served_on, "")
