"""A group writes edits of its own, lays its form over the product's, and takes both back."""

import re
import uuid
from datetime import datetime

import msgspec
from django.db import transaction

from billing.payers.actions.rechecking import ask_recheck
from billing.scrub.edits import Edit
from billing.scrub.models import OwnEdit
from billing.scrub.packs.checks import wrongs
from compliance.audit import actions as audit
from practices.registry.models import Organization

NEW = re.compile(r"OWN(\d{1,9})", re.ASCII)


class NotAnEdit(ValueError):
    """The edit contradicts itself; the message names the field."""


@transaction.atomic
def write_edit(
    *, organization: Organization, payer_id: uuid.UUID | None, edit: Edit, is_off: bool,
    reason: str, name: str, now: datetime,
) -> OwnEdit:  # fmt: skip
    """For one payer or for all; an edit with an empty id is a new one and gets the next `OWN`.

    Claims that have not left are checked again. Raises NotAnEdit, ValueError for an empty reason.
    """
    if not reason.strip():
        raise ValueError("A change of an edit names its reason.")
    Organization.objects.select_for_update().get(pk=organization.pk)
    edit_id = edit.id or _next(organization)
    told = msgspec.structs.replace(edit, id=edit_id, off=False)
    for field, why in wrongs(told):
        raise NotAnEdit(f"{field}: {why}")
    rows = OwnEdit.objects.filter(organization=organization, payer=payer_id, edit_id=edit_id)
    row = rows.first()
    if row is None:
        row = OwnEdit(organization=organization, payer_id=payer_id, edit_id=edit_id, version=0)
    row.edit, row.is_off = msgspec.to_builtins(told), is_off
    row.version, row.reason = row.version + 1, reason.strip()
    row.set_by, row.set_at = name, now
    row.save()
    _tell(row, "edit.set", now=now)
    return row


@transaction.atomic
def take_edit_back(row: OwnEdit, *, now: datetime) -> None:
    """The product's own stands again; what the group alone had is gone. The trail keeps both."""
    _tell(row, "edit.taken_back", now=now)
    row.delete()


def _next(organization: Organization) -> str:
    ids = OwnEdit.objects.filter(organization=organization).values_list("edit_id", flat=True)
    taken = [int(found[1]) for one in ids if (found := NEW.fullmatch(one))]
    return f"OWN{max(taken, default=0) + 1}"


def _tell(row: OwnEdit, deed: str, *, now: datetime) -> None:
    audit.record(
        deed=deed,
        subject_kind="own_edit",
        subject_ids=[row.pk],
        detail={"edit": row.edit_id, "version": row.version, "reason": row.reason},
    )
    practices = row.organization.practices.ready().values_list("pk", flat=True)
    ask_recheck(practices, payer_id=row.payer_id, now=now)
