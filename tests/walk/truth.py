"""Made mail whose every cent is known beforehand: answers, second thoughts, and what is withheld.

The truth is worked out from what the payer meant, by sums of its own; nothing of ours that reads,
splits, matches or plans takes part in it.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from hypothesis import strategies as st
from msgspec.structs import replace

from billing.ledger.accounts import Account
from billing.x12.remittance import Adjustment, Claim, Line, Party, ProviderAdjustment, Remittance
from billing.x12.specimen_claims import SpecimenClaims, reversed_claim
from billing.x12.write835 import Envelope, write
from tests.databases import NPI_A, TAX_ID
from tests.remits import builders

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PAID_ON = date(2026, 11, 20)
PAIRS = ("WO", "FB", "L6", "72", "CS", "J1", "LE")
THOUGHT_AGAIN_CENTS = 5_00


@dataclass(frozen=True)
class Wishes:
    """What hypothesis draws, and makes small where a test fails."""

    seed: int
    claims: int
    a_payment: int
    a_file: int
    reversed_share: float
    corrected_share: float
    parted_share: float
    together: bool
    first_is_posted: bool


WISHES = st.builds(
    Wishes,
    seed=st.integers(0, 10**6),
    claims=st.integers(1, 30),
    a_payment=st.integers(1, 9),
    a_file=st.integers(1, 4),
    reversed_share=st.sampled_from((0.0, 0.3, 1.0)),
    corrected_share=st.sampled_from((0.0, 0.6, 1.0)),
    parted_share=st.sampled_from((0.0, 0.3)),
    together=st.booleans(),
    first_is_posted=st.booleans(),
)


@dataclass
class Mail:
    """Two deliveries of files, the claims they answer, and what must be in the books after."""

    claims: list[Claim]
    first: list[bytes] = field(default_factory=list)
    later: list[bytes] = field(default_factory=list)
    paid_cents: int = 0
    withheld_cents: int = 0
    final: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))

    def legs(self, number: str) -> Counter[Account]:
        """What the books must say of one claim, all entries of it together."""
        claim = next(c for c in self.claims if c.patient_control_number == number)
        moved = Counter({Account.INSURANCE_RECEIVABLE: claim.charge_cents})
        moved[Account.PRODUCTION if claim.status == "1" else Account.COORDINATION] -= (
            claim.charge_cents
        )
        for answer in self.final[number]:
            moved[Account.INSURANCE_RECEIVABLE] -= answer.charge_cents
            moved[Account.SUSPENSE] += answer.paid_cents
            for cut in _cuts(answer):
                moved[home(cut)] += cut.cents
        return Counter({account: cents for account, cents in moved.items() if cents})


def home(cut: Adjustment) -> Account:
    """As a biller would say it of the few reasons that occur here."""
    if cut.group == "PR":
        return Account.PATIENT_RECEIVABLE
    if cut.group == "OA":
        return Account.COORDINATION
    return Account.CONTRACT_WRITE_OFF if cut.reason == "45" else Account.DENIED_RECEIVABLE


def mail_of(wishes: Wishes) -> Mail:
    chance = random.Random(f"truth:{wishes.seed}")
    made = SpecimenClaims(chance).claims(wishes.claims, 1)
    mail = Mail([claim for claim in made if claim.status != "22"])
    first, later = list[Claim](), list[Claim]()
    for claim in mail.claims:
        number = claim.patient_control_number
        if len(claim.lines) > 1 and chance.random() < wishes.parted_share:
            mail.final[number] = parts = _parted(claim)
            first += parts
            continue
        first.append(claim)
        mail.final[number] = [claim]
        if chance.random() < wishes.reversed_share:
            later.append(reversed_claim(claim))
            mail.final[number] = []
            if chance.random() < wishes.corrected_share:
                later.append(_thought_again(claim))
                mail.final[number] = [later[-1]]
    chance.shuffle(first)
    chance.shuffle(later)
    post = _Post(chance, wishes)
    mail.first, mail.later = list(post.files(first)), list(post.files(later))
    if wishes.together:
        mail.later = mail.first + mail.later
        mail.first = []
    mail.paid_cents, mail.withheld_cents = post.paid_cents, post.withheld_cents
    return mail


def _parted(claim: Claim) -> list[Claim]:
    """One claim answered in two parts, each with its own lines."""
    return [_with_lines(claim, claim.lines[:1]), _with_lines(claim, claim.lines[1:])]


def _thought_again(claim: Claim) -> Claim:
    """Some of what was paid for the first line is the patient's after all."""
    line = claim.lines[0]
    paid_cents = line.service.paid_cents
    cents = min(THOUGHT_AGAIN_CENTS, paid_cents)
    if not cents:
        return claim
    cuts = (*line.service.adjustments, Adjustment("PR", "3", cents))
    again = replace(line.service, paid_cents=paid_cents - cents, adjustments=cuts)
    return _with_lines(claim, (replace(line, service=again), *claim.lines[1:]))


def _with_lines(claim: Claim, lines: tuple[Line, ...]) -> Claim:
    return replace(
        claim,
        lines=lines,
        charge_cents=sum(line.service.charge_cents for line in lines),
        paid_cents=sum(line.service.paid_cents for line in lines),
        patient_cents=sum(
            cut.cents for line in lines for cut in line.service.adjustments if cut.group == "PR"
        ),
    )


def _cuts(claim: Claim) -> Iterator[Adjustment]:
    yield from claim.adjustments
    for line in claim.lines:
        yield from line.service.adjustments


class _Post:
    """Claims into payments, payments into files; keeps the sums of what it sent."""

    def __init__(self, chance: random.Random, wishes: Wishes) -> None:
        self._chance, self._wishes = chance, wishes
        self._payments = self._files = 0
        self.paid_cents = self.withheld_cents = 0

    def files(self, claims: Sequence[Claim]) -> Iterator[bytes]:
        payments = [self._payment(some) for some in _by(claims, self._wishes.a_payment)]
        for some in _by(payments, self._wishes.a_file):
            self._files += 1
            yield write(some, Envelope("PAYER", "US", self._files, AT))

    def _payment(self, claims: Sequence[Claim]) -> Remittance:
        self._payments += 1
        claimed = sum(claim.paid_cents for claim in claims)
        withheld = tuple(self._withheld(claimed))
        paid = claimed - sum(pair.cents for pair in withheld)
        self.paid_cents += paid
        self.withheld_cents += claimed - paid
        return Remittance(
            "1", "005010X221A1", 0, paid,
            handling="I" if paid else "H", method="ACH" if paid else "NON",
            effective_date=PAID_ON, trace=f"TRUTH-{self._payments}",
            trace_originator=builders.ORIGINATOR, payer=Party("PR", "Sample Payer"),
            payee=Party("PE", "Test Group", "", "FI", TAX_ID),
            claims=tuple(claims), provider_adjustments=withheld,
        )  # fmt: skip

    def _withheld(self, claimed: int) -> Iterable[ProviderAdjustment]:
        """Nought to twelve pairs, then what is needed so that nobody pays less than nothing."""
        chance, left = self._chance, claimed
        for place in range(chance.choice((0, 0, 1, 2, 6, 12))):
            cents = chance.randint(-50_00, 200_00) or 1
            left -= cents
            yield ProviderAdjustment(
                NPI_A, date(2026, 12, 31), chance.choice(PAIRS), f"R{self._payments}-{place}", cents
            )
        if left < 0 or (left and chance.random() < 0.15):
            yield ProviderAdjustment(NPI_A, date(2026, 12, 31), "FB", f"R{self._payments}", left)


def _by[T](things: Sequence[T], many: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), many):
        yield things[start : start + many]
