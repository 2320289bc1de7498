"""A claim the practice makes itself takes over our draft of the same services: one charge stays."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from billing.claims.actions.deciding import decision, keep
from billing.claims.actions.voiding import leave_out
from billing.claims.building import slot_of
from billing.claims.models import Claim, ClaimLine, ClaimRoute
from billing.claims.source import Asked, control_numbers
from billing.claims.states import UNSENT
from billing.payers import queries as payers
from compliance.access import context

THEIRS = "The practice made a claim of these services itself."


def adopt(fresh: Sequence[Asked], *, now: datetime) -> dict[str, Claim]:
    """Drafts that became claims of the practice, by its own keys; the caller revises them after.

    The draft that shares most services and asks the same payer is taken over. Any other draft
    leaves out what the practice asks for now, and without anything left it is void.
    """
    slots = {slot: one for one in fresh for slot in _slots(one)}
    lines = list(ClaimLine.objects.filter(slot__in=slots))
    if not lines:
        return {}
    ids = sorted({line.claim_id for line in lines})
    rows = Claim.objects.select_for_update().filter(pk__in=ids, source_key="").order_by("pk")
    drafts = {claim.pk: claim for claim in rows}
    known = payers.ids_of({one.payer for one in fresh if one.payer})
    shared: defaultdict[str, defaultdict[Claim, list[ClaimLine]]]
    shared = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.claim_id in drafts:
            shared[slots[line.slot].claim.key][drafts[line.claim_id]].append(line)
    adopted: dict[str, Claim] = {}
    for one in fresh:
        payer_id = known.get(one.payer) if one.payer else None
        _settle(one, shared[one.claim.key], payer_id, adopted, now=now)
    return adopted


def _slots(one: Asked) -> list[str]:
    keys = [line.procedure_key for line in one.claim.lines if line.procedure_key]
    return [slot_of("claim", one.claim.rank, key) for key in keys]


def _settle(
    one: Asked,
    shared: Mapping[Claim, list[ClaimLine]],
    payer_id: object,
    adopted: dict[str, Claim],
    *,
    now: datetime,
) -> None:
    taken = {claim.pk for claim in adopted.values()}
    fitting = [c for c in shared if c.payer_id == payer_id and c.pk not in taken]
    best = max(fitting, key=lambda claim: len(shared[claim]), default=None)
    for claim, lines in shared.items():
        if claim is best:
            adopted[one.claim.key] = claim
            _take_over(claim, one, now=now)
        elif claim.pk not in taken and claim.state in UNSENT:
            leave_out(claim, {line.procedure_key for line in lines}, why=THEIRS, now=now)


def _take_over(claim: Claim, one: Asked, *, now: datetime) -> None:
    """Lines it shares bear the practice's keys; the others a key that the claim does not name."""
    keys = {line.procedure_key: line.key for line in one.claim.lines}
    for line in claim.lines.all():
        line.source_key = keys.get(line.procedure_key, f"~{line.number}")
        line.slot = ""
        line.save(update_fields=["source_key", "slot"])
    claim.source_key, claim.is_approved, claim.held_because = one.claim.key, True, ""
    if claim.state in UNSENT:
        claim.control_number = _number(claim, one)
        claim.provider_id, claim.member_id = one.provider_id, one.member_id
    claim.save()
    keep([decision(claim, "adopted", why=THEIRS, now=now)])


def _number(claim: Claim, one: Asked) -> str:
    """Remittances will name the practice's; ours stays where another claim has that one."""
    told, _ = control_numbers(one.claim)
    if Claim.objects.filter(control_number=told).exists():
        return claim.control_number
    ClaimRoute.objects.bulk_create(
        [ClaimRoute(practice_id=context.practice().id, control_number=told)], ignore_conflicts=True
    )
    return told
