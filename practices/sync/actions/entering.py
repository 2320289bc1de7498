"""A person says that they wrote an order into the practice's system, or corrected it."""

import uuid
from datetime import datetime

from django.db import transaction

from compliance.audit import actions as audit
from practices.sync import queries
from practices.sync.actions.laying import ask_for_desk
from practices.sync.actions.noting import note
from practices.sync.actions.settling import NotNow
from practices.sync.course import WriteBackState, can_be_told
from practices.sync.models import WriteBack

UNSHOWN = "Written by hand. Nothing that is read shows it, so a person's word ends it."


@transaction.atomic
def tell_written(*, write_back_id: uuid.UUID, now: datetime) -> WriteBack:
    """From now on its rows are waited for; where nothing could show them, this ends it.

    Raises NotNow where nobody has to write it.
    """
    row = WriteBack.objects.select_for_update().get(pk=write_back_id)
    if not can_be_told(row.stage):
        raise NotNow(f"It is {row.stage.label.lower()}.")
    is_waited_for = queries.can_be_seen(row)
    row.state = (WriteBackState.TOLD if is_waited_for else WriteBackState.SETTLED).value
    row.told_at, row.detail = now, ""
    row.save(update_fields=["state", "told_at", "detail"])
    note(row, "Written by hand." if is_waited_for else UNSHOWN, now=now)
    audit.record(deed="write_back.told", subject_kind="write_back", subject_ids=[row.pk])
    ask_for_desk(row, now=now)
    return row
