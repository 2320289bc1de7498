"""Whether a practice's system is written to: off, rehearsal or on."""

from datetime import datetime

from django.db import transaction

from compliance.access import context
from compliance.audit import actions as audit
from practices.registry.ids import new_id
from practices.sync.actions.standing import keep_standing
from practices.sync.actions.writing import ask_to_sign
from practices.sync.course import WriteBackState
from practices.sync.models import WriteBack, WriteMode, WriteSwitch
from practices.sync.reasons import reason_of


@transaction.atomic
def switch_writing(*, mode: WriteMode, reason: str, now: datetime) -> WriteSwitch:
    """Off, rehearsal or on, for the practice we stand in. Raises NoReason.

    What was signed for another mode and is in nobody's hands is signed anew.
    """
    words = reason_of(reason)
    told = {"changed_at": now, "changed_by": context.actor().label[:80]}
    switch, _ = WriteSwitch.objects.select_for_update().get_or_create(defaults=told, only=True)
    switch.mode, switch.reason = mode.value, words
    switch.changed_at, switch.changed_by = now, context.actor().label[:80]
    switch.save(update_fields=["mode", "reason", "changed_at", "changed_by"])
    _unsign(is_rehearsal=mode != WriteMode.REHEARSAL)
    audit.record(
        deed="writing.switched",
        subject_kind="write_switch",
        subject_ids=[switch.pk],
        detail={"mode": mode.value, "reason": words},
    )
    keep_standing(now=now)
    if mode != WriteMode.OFF:
        ask_to_sign(key=f"switch:{new_id()}", now=now)
    return switch


def _unsign(*, is_rehearsal: bool) -> None:
    """Back to approved, unless some of it may be written: that is brought to its end."""
    rows = WriteBack.objects.filter(
        state=WriteBackState.QUEUED, is_rehearsal=is_rehearsal, written=False
    )
    rows.update(state=WriteBackState.APPROVED, envelope="", signature="", rehearsed_at=None)
