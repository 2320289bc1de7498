"""Drafts of ours follow their procedures for as long as nobody has sent them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from billing.claims.actions.voiding import charge, draft_again, leave_out, rewrite, void
from billing.claims.building import OFFICE, Kind, drafts_of
from billing.claims.models import Claim
from billing.claims.queries.drafts import drafts_to_tend
from billing.claims.queries.orders import orders_for
from billing.claims.services import COLUMNS
from practices.events.actions import raise_events
from practices.mirror import queries as mirror
from practices.mirror.treated import Treated

GONE = "A procedure was deleted, is not done, or stands on a claim of the practice."
MOVED = "Day, cover, provider or place changed; it is drafted anew."
FOLLOWED = [name for name in COLUMNS if name != "source_key"]


@transaction.atomic
def tend(*, now: datetime) -> int:
    """Look after every draft of ours; how many changed. Safe to repeat."""
    drafts = drafts_to_tend()
    changed = [claim.pk for claim in drafts if _follow(claim, now=now)]
    raise_events("claim.changed", changed, at=now)
    return len(changed)


def _follow(claim: Claim, *, now: datetime) -> bool:
    wanted = "complete" if claim.kind == "claim" else "planned"
    keys = [line.procedure_key for line in claim.lines.order_by("number")]
    found = {one.key: one for one in mirror.treated(keys)}
    gone = {key for key in keys if key not in found or not _stands(found[key], wanted)}
    left = [found[key] for key in keys if key not in gone]
    if gone:
        leave_out(claim, gone, why=GONE, now=now)
    return (bool(left) and _follow_services(claim, left, now=now)) or bool(gone)


def _stands(one: Treated, wanted: str) -> bool:
    return one.status == wanted and not one.is_gone and not one.on_claim


def _follow_services(claim: Claim, left: Sequence[Treated], *, now: datetime) -> bool:
    sorted_ = drafts_of(left, orders_for(left, _kind(claim)), kind=_kind(claim))
    one = sorted_.drafts[0] if len(sorted_.drafts) == 1 and not sorted_.unfit else None
    if one is None or one.cover.key != claim.coverage_key or not _is_same(claim, left):
        void(claim, why=MOVED, now=now)
        return True
    rows = {line.procedure_key: line for line in claim.lines.all()}
    if all(
        getattr(rows[service.procedure_key], name) == getattr(service, name)
        for service in one.services
        for name in FOLLOWED
    ):
        return False
    rewrite(claim, one.services, FOLLOWED)
    charge(claim, sum(service.charge_cents for service in one.services), now=now)
    draft_again(claim, why="A procedure changed.", now=now)
    return True


def _kind(claim: Claim) -> Kind:
    return "claim" if claim.kind == "claim" else "predetermination"


def _is_same(claim: Claim, left: Sequence[Treated]) -> bool:
    first = left[0]
    return (
        first.provider_id == claim.provider_id
        and (claim.kind != "claim" or first.done_on == claim.served_on)
        and first.clinic_key == claim.clinic_key
        and (first.place or OFFICE) == claim.place
    )
