"""What the practice entered by hand of a payer's answer is booked as it says."""

from collections.abc import Sequence
from datetime import date, datetime

from billing.claims import source
from billing.claims.actions.answered import answered, unanswered
from billing.claims.actions.booking import book, source_of
from billing.claims.actions.moving import move
from billing.claims.by_hand import answers_by_hand
from billing.claims.models import Claim
from billing.claims.source import RECEIVED, SourceClaim
from billing.claims.states import ClaimState
from billing.ledger import actions as ledger
from billing.ledger.accounts import Account, Leg
from billing.ledger.models import Entry
from practices.registry.ids import new_id


def is_posted_here(claim: Claim, entries: Sequence[Entry]) -> bool:
    """Whether a remittance was ever posted to it; then its answer comes home from ourselves."""
    return any(not entry.source.startswith(f"claim:{claim.pk}") for entry in entries)


def follow_answer(
    claim: Claim, told: SourceClaim, entries: Sequence[Entry], *, now: datetime
) -> bool:
    """What the practice entered by hand of a payer's answer, and how it changed since.

    `entries` is the book of the claim; False where it says the same already.
    """
    legs = source.legs_of_answer(told) if told.status == RECEIVED else ()
    before = _standing_answer(claim, entries)
    if (_legs_of(before) if before else set()) == set(legs):
        return False
    if before:
        ledger.reverse(
            before, source=source_of(claim, "taken-back"), memo="Entered otherwise at the practice",
            effective_on=now.date(), now=now,
        )  # fmt: skip
    if legs:
        book(claim, legs, "Answer entered at the practice", now=now, kind="answer")
    move(claim, to=ClaimState.ANSWERED if legs else ClaimState.SENT)
    if legs:
        day = told.received_on or now.date()
        _keep(claim, told, day, now=now)
    else:
        unanswered(claim, now=now)
    return True


def _keep(claim: Claim, told: SourceClaim, day: date, *, now: datetime) -> None:
    """For the claim to the next payer, as far as the practice's system knows it."""
    answered(
        claim,
        answers_by_hand(told),
        source=f"practice:{new_id().hex}",
        answered_on=day,
        now=now,
        is_inferred=True,
    )


def _standing_answer(claim: Claim, entries: Sequence[Entry]) -> Entry | None:
    taken_back = {entry.reverses_id for entry in entries}
    mine = [e for e in entries if e.source.startswith(f"claim:{claim.pk}:answer:")]
    return next((entry for entry in mine if entry.pk not in taken_back), None)


def _legs_of(entry: Entry) -> set[Leg]:
    return {Leg(Account(leg.account), leg.amount_cents) for leg in entry.postings.all()}
