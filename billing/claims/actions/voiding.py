"""A draft of ours is taken back, or asks for less than before."""

from collections.abc import Collection, Sequence
from datetime import datetime

from billing.claims.actions.booking import book, open_cents, owed
from billing.claims.actions.deciding import decision, keep
from billing.claims.actions.moving import move
from billing.claims.models import Claim, ClaimLine
from billing.claims.services import Service
from billing.claims.states import ClaimState

PLACES = 10_000


def void(claim: Claim, *, why: str, now: datetime) -> None:
    """Its charge is taken back, and what it asked for may be asked again. It is locked."""
    if claim.kind == "claim":
        book(claim, owed(claim, -open_cents(claim)), "Draft taken back", now=now)
    claim.lines.update(slot="")
    move(claim, to=ClaimState.VOID)
    keep([decision(claim, "void", why=why, now=now)])


def leave_out(claim: Claim, procedures: Collection[str], *, why: str, now: datetime) -> None:
    """These services leave the draft; without any left it is void."""
    rest = [line for line in claim.lines.order_by("number") if line.procedure_key not in procedures]
    if not rest:
        void(claim, why=why, now=now)
        return
    gone = claim.lines.filter(procedure_key__in=procedures)
    cents = sum(line.charge_cents for line in gone)
    gone.delete()
    _renumber(rest)
    charge(claim, claim.charge_cents - cents, now=now)
    draft_again(claim, why=why, now=now)


def charge(claim: Claim, cents: int, *, now: datetime) -> None:
    """The draft asks for so much from now on; the difference is booked."""
    if claim.kind == "claim":
        book(claim, owed(claim, cents - claim.charge_cents), "Draft changed", now=now)
    claim.charge_cents = cents
    claim.save(update_fields=["charge_cents"])


def draft_again(claim: Claim, *, why: str, now: datetime) -> None:
    """What a person agreed to is not this any more."""
    claim.is_approved, claim.held_because = False, ""
    claim.save(update_fields=["is_approved", "held_because"])
    move(claim, to=ClaimState.DRAFT)
    keep([decision(claim, "revised", why=why, now=now)])


def rewrite(claim: Claim, services: Sequence[Service], names: Sequence[str]) -> None:
    """Lines of the draft as the procedures are now; each keeps its id and control number."""
    kept = {line.procedure_key: line for line in claim.lines.all()}
    for service in services:
        row = kept[service.procedure_key]
        for name in names:
            setattr(row, name, getattr(service, name))
    ClaimLine.objects.bulk_update([kept[one.procedure_key] for one in services], names)


def _renumber(lines: Sequence[ClaimLine]) -> None:
    """Upwards, so that no number is ever taken."""
    for number, line in enumerate(lines, start=1):
        line.number = number
        line.save(update_fields=["number"])
