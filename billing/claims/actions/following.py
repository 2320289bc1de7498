"""Claims follow what the practice's own system says of them: opened, changed, answered, gone."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from billing.claims import source
from billing.claims.actions.adopting import adopt
from billing.claims.actions.opening import open_claims
from billing.claims.actions.revising import revise
from billing.claims.models import Claim
from billing.claims.new_claims import new_claim_of
from billing.claims.source import RECEIVED, Asked
from billing.payers import queries as payers
from billing.payers.naming import Named
from practices.events.actions import raise_events
from practices.mirror import actions as mirror
from practices.mirror import queries as mirror_queries
from practices.registry.ids import new_id


def strangers(*, after: str) -> set[Named]:
    """Carriers of the next fresh claims that the directory of payers does not know."""
    names = {
        one.payer for one in map(source.asked, mirror_queries.fresh_claims(after)) if one.payer
    }
    return names - payers.ids_of(names).keys()


@transaction.atomic
def follow(*, after: str, now: datetime) -> str | None:
    """Take up the next fresh claims, in the order of their keys; after which to go on, if any.

    One that names a patient or plan we have not read yet stays fresh and is asked again at the
    next mark; one that names none has nobody to be asked of. A draft of ours for the same
    services becomes the practice's claim.
    """
    rows = mirror_queries.fresh_claims(after, lock=True)
    told = [source.asked(row) for row in rows]
    ids = payers.ids_of({one.payer for one in told if one.payer})
    keys = [one.claim.key for one in told]
    ours = {c.source_key: c for c in Claim.objects.select_for_update().filter(source_key__in=keys)}
    ours |= adopt([one for one in told if one.claim.key not in ours and one.is_billed], now=now)
    fresh = [one for one in told if one.claim.key not in ours and one.is_billed]
    ready = [one for one in fresh if one.patient_id and one.payer in ids]
    _open(ready, ids, now=now)
    known = [(ours[one.claim.key], one) for one in told if one.claim.key in ours]
    changed = [claim.pk for claim, one in known if revise(claim, one, now=now)]
    waiting = {one.claim.key for one in fresh if one.waits} - {one.claim.key for one in ready}
    raise_events("claim.changed", changed, at=now)
    mirror.looked_at([key for key in keys if key not in waiting])
    return rows[-1].key if rows else None


def _open(ready: Sequence[Asked], ids: Mapping[Named, uuid.UUID], *, now: datetime) -> None:
    taken = _taken(ready)
    batch = []
    for one in ready:
        numbers = source.control_numbers(one.claim)
        number = next((n for n in numbers if n not in taken), new_id().hex)
        taken.add(number)
        assert one.payer is not None
        batch.append(new_claim_of(one, number, ids[one.payer]))
    for claim, one in zip(open_claims(batch, now=now), ready, strict=True):
        if one.claim.status == RECEIVED:  # sent and answered between two readings
            revise(claim, one, now=now)


def _taken(ready: Sequence[Asked]) -> set[str]:
    wanted = [number for one in ready for number in source.control_numbers(one.claim)]
    rows = Claim.objects.filter(control_number__in=wanted)
    return set(rows.values_list("control_number", flat=True))
