"""The payment page in words: the sentence on top, the lines side by side, the marks. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from billing.ledger.accounts import Account
from remits.clearing.answer import Answer, AnswerLine, Cut
from remits.clearing.words import GROUPS, reason_words, remarks_in_words
from remits.matching.lines import How, OurLine, Pair, pair_lines
from remits.posting.homes import CHOICES, HOMES
from remits.posting.plan import in_words

DEDUCTIBLE, COPAY = frozenset({"1", "66"}), frozenset({"2", "3"})
WRITE_OFFS = frozenset({Account.CONTRACT_WRITE_OFF, Account.ADMINISTRATIVE_WRITE_OFF})

# One letter for each account, the same on every page; digits stay with claims and outcomes.
KEYS = {
    Account.CONTRACT_WRITE_OFF: "c",
    Account.PATIENT_RECEIVABLE: "p",
    Account.DENIED_RECEIVABLE: "d",
    Account.COORDINATION: "b",
    Account.ADMINISTRATIVE_WRITE_OFF: "m",
}


@dataclass(frozen=True, slots=True)
class LegShown:
    label: str
    meaning: str
    debit_cents: int | None
    credit_cents: int | None


@dataclass(frozen=True, slots=True)
class CutShown:
    """An adjustment: what the payer calls it, and where it would be booked."""

    name: str
    cents: int
    means: str
    account: Account | None
    words: str
    chosen: bool

    @property
    def goes_to(self) -> str:
        return self.account.label if self.account else "Nobody's yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """One service: on the left what the payer says, on the right what would be booked of it.

    charge = paid + written off + patient + other, on every line that adds up.
    """

    what: str
    label: str
    where: str
    served_on: date | None
    charge_cents: int | None
    allowed_cents: int | None
    deductible_cents: int
    copay_cents: int
    paid_cents: int | None
    cuts: tuple[CutShown, ...]
    remarks: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    answered: bool = True

    @property
    def write_off_cents(self) -> int:
        return sum(cut.cents for cut in self.cuts if cut.account in WRITE_OFFS)

    @property
    def patient_cents(self) -> int:
        return sum(cut.cents for cut in self.cuts if cut.account is Account.PATIENT_RECEIVABLE)

    @property
    def other_cents(self) -> int:
        """To work, between payers, or with nobody yet."""
        return sum(cut.cents for cut in self.cuts) - self.write_off_cents - self.patient_cents

    @property
    def gap_cents(self) -> int:
        """Nothing to compare where the payer gave no charge: an adjustment of the whole claim."""
        if self.charge_cents is None:
            return 0
        return self.charge_cents - (self.paid_cents or 0) - sum(cut.cents for cut in self.cuts)


@dataclass(frozen=True, slots=True)
class Totals:
    charge_cents: int
    paid_cents: int
    write_off_cents: int
    patient_cents: int
    other_cents: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that both sides say of the claim. `same` is None where one of them is silent."""

    label: str
    theirs: str
    ours: str
    same: bool | None


@dataclass(frozen=True, slots=True)
class Choice:
    """An account that a person may name with one key."""

    account: Account
    key: str
    usual: bool


def lines_shown(
    answer: Answer, ours: Sequence[OurLine], corrections: Mapping[str, str]
) -> list[LineShown]:
    """Every line as the payer answered it beside ours, then what belongs to the whole claim."""
    shown = [_line(pair, corrections) for pair in pair_lines(ours, answer.lines)]
    if not answer.lines:
        return [_whole(answer, corrections, answer.charge_cents, answer.paid_cents)]
    if answer.cuts or answer.remarks:
        shown.append(_whole(answer, corrections, None, None))
    return shown


def _line(pair: Pair, corrections: Mapping[str, str]) -> LineShown:
    if pair.theirs is None:
        assert pair.ours is not None
        return _unanswered(pair.ours)
    line, ours = pair.theirs, pair.ours
    return LineShown(
        what=line.code,
        label=ours.label if ours else "",
        where=_where(ours),
        served_on=line.served_on or (ours.served_on if ours else None),
        charge_cents=line.charge_cents,
        allowed_cents=_allowed(line),
        deductible_cents=_patient_part(line.cuts, DEDUCTIBLE),
        copay_cents=_patient_part(line.cuts, COPAY),
        paid_cents=line.paid_cents,
        cuts=tuple(_cut(cut, corrections) for cut in line.cuts),
        remarks=tuple(remarks_in_words(line.remarks)),
        marks=tuple(_marks(pair)),
    )


def _unanswered(ours: OurLine) -> LineShown:
    return LineShown(
        what=ours.code,
        label=ours.label,
        where=_where(ours),
        served_on=ours.served_on,
        charge_cents=None,
        allowed_cents=None,
        deductible_cents=0,
        copay_cents=0,
        paid_cents=None,
        cuts=(),
        remarks=(),
        marks=(f"asked for {in_words(ours.charge_cents)}, not answered here",),
        answered=False,
    )


def _whole(
    answer: Answer,
    corrections: Mapping[str, str],
    charge_cents: int | None,
    paid_cents: int | None,
) -> LineShown:
    return LineShown(
        what="Whole claim",
        label="",
        where="",
        served_on=None,
        charge_cents=charge_cents,
        allowed_cents=None,
        deductible_cents=_patient_part(answer.cuts, DEDUCTIBLE),
        copay_cents=_patient_part(answer.cuts, COPAY),
        paid_cents=paid_cents,
        cuts=tuple(_cut(cut, corrections) for cut in answer.cuts),
        remarks=tuple(remarks_in_words(answer.remarks)),
        marks=(),
    )


def _where(ours: OurLine | None) -> str:
    return " ".join(filter(None, [ours.tooth, ours.surfaces])) if ours else ""


def _allowed(line: AnswerLine) -> int:
    """As told (AMT B6); else what was paid and what the plan leaves to the patient of it."""
    if line.allowed_cents is not None:
        return line.allowed_cents
    return line.paid_cents + _patient_part(line.cuts, DEDUCTIBLE | COPAY)


def _patient_part(cuts: Iterable[Cut], reasons: frozenset[str]) -> int:
    return sum(cut.cents for cut in cuts if cut.group == "PR" and cut.reason in reasons)


def _marks(pair: Pair) -> Iterator[str]:
    """What a person should see before believing that this line answers ours."""
    line, ours = pair.theirs, pair.ours
    assert line is not None
    if line.submitted_code and line.submitted_code != line.code:
        yield f"sent as {line.submitted_code}"
    elif ours and ours.code != line.code:
        yield f"we sent {ours.code}"
    if ours and line.served_on and line.served_on != ours.served_on:
        yield f"we did it on {ours.served_on:%b} {ours.served_on.day}"
    if ours and abs(line.charge_cents) != ours.charge_cents:
        yield f"we charged {in_words(ours.charge_cents)}"
    if pair.how is How.LEFT:
        yield "no line number; the only one left that fits"
    if pair.how is How.TIE:
        yield "no line number; equal lines cannot be told apart"


def _cut(cut: Cut, corrections: Mapping[str, str]) -> CutShown:
    name = f"{cut.group}-{cut.reason}"
    home = HOMES.get((cut.group, cut.reason))
    chosen = corrections.get(name)
    if chosen:
        account: Account | None = Account(chosen)
        words = "chosen by a person"
    else:
        account = home.account if home else None
        words = home.words if home else "no rule knows it"
    return CutShown(name, cut.cents, reason_words(cut.reason), account, words, bool(chosen))


def totals(answer: Answer, lines: Sequence[LineShown]) -> Totals:
    return Totals(
        answer.charge_cents,
        answer.paid_cents,
        sum(line.write_off_cents for line in lines),
        sum(line.patient_cents for line in lines),
        sum(line.other_cents for line in lines),
    )


def marks_of(answer: Answer, claim: Mapping[str, Any], payer_name: str) -> list[Mark]:
    """What the payer says of the claim beside what our claim says, one below the other."""
    days = ", ".join(_day(on) for on in answer.served_on)
    told = [
        ("Claim", answer.control_number, claim["control_number"]),
        ("Patient", _name(answer.last_name, answer.first_name),
         _name(claim["last_name"], claim["first_name"])),
        ("Member", answer.member_id, claim["member_id"]),
        ("Charge", in_words(abs(answer.charge_cents)), in_words(claim["charge_cents"])),
        ("Payer", payer_name, claim["payer_name"]),
    ]  # fmt: skip
    marks = [Mark(label, one, other, _alike(one, other)) for label, one, other in told]
    served = claim["served_on"]
    same_day = served in answer.served_on if answer.served_on else None
    marks.insert(3, Mark("Served", days, _day(served), same_day))
    return marks


def _name(last: str, first: str) -> str:
    return ", ".join(filter(None, [last, first]))


def _day(on: date) -> str:
    return f"{on:%b} {on.day}, {on:%Y}"


def _alike(one: str, other: str) -> bool | None:
    """Capitals and spaces say nothing: clearinghouses change them."""
    if not one or not other:
        return None
    return one.upper().replace(" ", "") == other.upper().replace(" ", "")


def sentence(stage: str, question_text: str, proposal: Mapping[str, Any] | None) -> str:
    """Why it stops, or what would happen, in one sentence."""
    if stage == "no_money":
        return "An estimate of what would be paid; it moves no money and is never posted."
    if question_text:
        return question_text
    if not proposal:
        return "It waits for a person."
    notes: Sequence[str] = proposal["notes"]
    moved = {Account(name): cents for name, cents in proposal["legs"]}
    paid_cents = moved.get(Account.SUSPENSE, 0)
    if proposal.get("reverses"):
        took = in_words(abs(paid_cents))
        return f"Takes back {took} posted before, with all that was booked beside it."
    said = [f"Pays {in_words(paid_cents)}" if paid_cents else "Pays nothing"]
    said += [
        words.format(in_words(cents))
        for account, words in SAID_OF.items()
        if (cents := moved.get(account))
    ]
    return " ".join([", ".join(said) + ".", *notes[:1]])


SAID_OF = {
    Account.CONTRACT_WRITE_OFF: "writes off {} by contract",
    Account.ADMINISTRATIVE_WRITE_OFF: "gives up {} as our own loss",
    Account.PATIENT_RECEIVABLE: "leaves {} to the patient",
    Account.DENIED_RECEIVABLE: "refuses {}",
    Account.COORDINATION: "leaves {} to the payer before it",
}


def choices(pair: tuple[str, str] | None) -> list[Choice]:
    """The accounts for the adjustment in question, the table's own first."""
    if pair is None:
        return []
    home = HOMES.get(pair)
    usual = home.account if home and not home.sure else None
    if pair == ("CO", "45"):  # asked only of a later payer, see plan.NO_OA23
        usual = Account.COORDINATION
    found = [Choice(account, KEYS[account], account is usual) for account in CHOICES]
    return sorted(found, key=lambda choice: not choice.usual)


def legs_shown(legs: Sequence[tuple[str, int]]) -> list[LegShown]:
    shown = []
    for name, cents in legs:
        account = Account(name)
        shown.append(
            LegShown(
                account.label,
                account.meaning,
                cents if cents > 0 else None,
                -cents if cents < 0 else None,
            )
        )
    return shown


def pairs(answer: Answer) -> list[str]:
    """The distinct adjustment pairs of a payment, in the order they appear."""
    cuts = [*answer.cuts, *(cut for line in answer.lines for cut in line.cuts)]
    return list(dict.fromkeys(f"{cut.group}-{cut.reason}" for cut in cuts))


def equation(answer: Answer) -> list[tuple[str, int]]:
    """Charge = paid + adjustments by group: the proof a person can add up."""
    by_group: dict[str, int] = {}
    for cut in [*answer.cuts, *(cut for line in answer.lines for cut in line.cuts)]:
        by_group[cut.group] = by_group.get(cut.group, 0) + cut.cents
    parts = [("Paid", answer.paid_cents)]
    return parts + [(GROUPS.get(group, group), cents) for group, cents in by_group.items()]


def adds_up(answer: Answer) -> bool:
    return answer.charge_cents == sum(cents for _, cents in equation(answer))


def write_back_words(proposal: Mapping[str, Any], claim_number: str) -> list[str]:
    """What the practice's own system will be told, in sentences."""
    moved = {Account(name): cents for name, cents in proposal["legs"]}
    words = [f"claim {claim_number} is answered"]
    told = {
        Account.SUSPENSE: "insurance payment",
        Account.CONTRACT_WRITE_OFF: "write-off",
        Account.PATIENT_RECEIVABLE: "patient part",
        Account.DENIED_RECEIVABLE: "denied part",
    }
    return words + [
        f"{label} {in_words(cents)}"
        for account, label in told.items()
        if (cents := moved.get(account))
    ]
