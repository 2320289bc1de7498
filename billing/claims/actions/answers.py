"""What the practice entered by hand of a payer's answer is booked as it says."""

from collections.abc import Sequence
from datetime import datetime

from billing.claims import source
from billing.claims.actions.booking import book, source_of
from billing.claims.actions.moving import move
from billing.claims.models import Claim
from billing.claims.source import RECEIVED, SourceClaim
from billing.claims.states import ClaimState
from billing.ledger import actions as ledger
from billing.ledger import queries as ledger_queries
from billing.ledger.accounts import Account, Leg
from billing.ledger.models import Entry


def follow_answer(claim: Claim, told: SourceClaim, *, now: datetime) -> None:
    """What the practice entered by hand of a payer's answer, and how it changed since.

    A claim that a remittance of ours was ever posted to is left alone: its answer comes home from
    ourselves.
    """
    entries = list(ledger_queries.book_of_claim(claim.pk))
    if any(not entry.source.startswith(f"claim:{claim.pk}") for entry in entries):
        return
    legs = source.legs_of_answer(told) if told.status == RECEIVED else ()
    before = _standing_answer(claim, entries)
    if before and _legs_of(before) == set(legs):
        return
    if before:
        ledger.reverse(
            before, source=source_of(claim, "taken-back"), memo="Entered otherwise at the practice",
            effective_on=now.date(), now=now,
        )  # fmt: skip
    if legs:
        book(claim, legs, "Answer entered at the practice", now=now, kind="answer")
    if legs or before:
        move(claim, to=ClaimState.ANSWERED if legs else ClaimState.SENT)


def _standing_answer(claim: Claim, entries: Sequence[Entry]) -> Entry | None:
    taken_back = {entry.reverses_id for entry in entries}
    mine = [e for e in entries if e.source.startswith(f"claim:{claim.pk}:answer:")]
    return next((entry for entry in mine if entry.pk not in taken_back), None)


def _legs_of(entry: Entry) -> set[Leg]:
    return {Leg(Account(leg.account), leg.amount_cents) for leg in entry.postings.all()}
