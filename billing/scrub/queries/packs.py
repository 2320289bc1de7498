"""The packs that a group's payers use: the product's edits with the group's own laid over."""

import uuid
from collections.abc import Collection
from functools import lru_cache

import msgspec

from billing.scrub.edits import Edit, Pack
from billing.scrub.models import OwnEdit
from billing.scrub.packs import base, overlaid

PACKS_KEPT_MAX = 500
# Which rows, each in which version; of the whole group first, so that a payer's own stand above.
Mark = tuple[tuple[uuid.UUID, int], ...]


def packs(organization_id: uuid.UUID, payer_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Pack]:
    """By payer. Packs are kept from one asking to the next, until a row of theirs changes.

    Payers of whom nobody wrote an edit share one pack, over all groups that wrote none.
    """
    rows = OwnEdit.objects.filter(organization=organization_id).order_by("edit_id", "pk")
    found = list(rows.values_list("pk", "version", "payer"))
    of_all = tuple((pk, version) for pk, version, payer in found if payer is None)
    own: dict[uuid.UUID, Mark] = {}
    for pk, version, payer in found:
        if payer in payer_ids:
            own[payer] = (*own.get(payer, ()), (pk, version))
    return {payer: _pack((*of_all, *own.get(payer, ()))) for payer in payer_ids}


@lru_cache(maxsize=PACKS_KEPT_MAX)
def _pack(mark: Mark) -> Pack:
    """Its edits' dates are looked at by rules, for each day of service."""
    kept = OwnEdit.objects.in_bulk([pk for pk, _ in mark])
    return Pack(overlaid(base(), [edit_of(kept[pk]) for pk, _ in mark if pk in kept]))


def edit_of(row: OwnEdit) -> Edit:
    """As its row has it; one that is switched off takes the pack's away."""
    edit = msgspec.convert(row.edit, Edit)
    return msgspec.structs.replace(edit, id=row.edit_id, off=row.is_off)
