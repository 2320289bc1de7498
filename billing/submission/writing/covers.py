"""What another payer already decided, as the claim to the next one carries it. Pure."""

from billing.scrub.facts import ClaimFacts, OtherCover
from billing.submission.writing import people
from billing.submission.writing.values import Before, ToSend
from billing.x12.other_cover import PAID, STILL_OWED, OtherSubscriber
from billing.x12.parties import Amount
from billing.x12.parts import Period

RANKS = {1: "P", 2: "S", 3: "T", 4: "A", 5: "B"}
RELATIONSHIPS = {"self": "18", "spouse": "01", "child": "19", "other": "G8"}
YES_NO = {True: "Y", False: "N"}
NO_BALANCE = "What the payer before paid and cut does not add up to the charge"


def others_of(told: ToSend) -> tuple[OtherSubscriber, ...]:
    """Payers before this one, with what they said; those after it are not told."""
    facts = told.facts
    return tuple(_other(one, told) for one in facts.others if one.rank < facts.rank)


def _other(one: OtherCover, told: ToSend) -> OtherSubscriber:
    is_last = one.rank == told.facts.rank - 1
    before = told.before if is_last else None
    by_line = bool(before and before.lines)
    dates = (Period("573", one.answered_on),) if one.answered_on and not by_line else ()
    return OtherSubscriber(
        responsibility=RANKS.get(one.rank, "U"),
        relationship=RELATIONSHIPS[one.relationship],
        filing_indicator="CI",
        adjustments=before.cuts if before else (),
        amounts=_amounts(before),
        benefits_assigned=YES_NO[told.facts.assignment],
        release="Y" if told.facts.release else "I",
        person=people.person("IL", one.subscriber, member_id=one.member_id, with_birth=False),
        payer=people.payer(one.payer),
        payer_dates=dates,
    )


def _amounts(before: Before | None) -> tuple[Amount, ...]:
    if before is None:
        return ()
    return Amount(PAID, before.paid_cents), Amount(STILL_OWED, before.patient_cents)


def wrong_balance(facts: ClaimFacts, before: Before) -> str:
    """Why the next payer could not follow the one before; "" where it adds up to the cent.

    Charge = paid + all cuts, of the claim and of its lines; and of each line that was answered.
    """
    cuts = sum(cut.cents for cut in before.cuts)
    lines = sum(cut.cents for line in before.lines for cut in line.cuts)
    if facts.charge_cents != before.paid_cents + cuts + lines:
        return NO_BALANCE
    fees = {line.number: line.fee_cents for line in facts.lines}
    for line in before.lines:
        told = line.paid_cents + sum(cut.cents for cut in line.cuts)
        if fees.get(line.number) != told:
            return f"{NO_BALANCE}: line {line.number}"
    return ""
