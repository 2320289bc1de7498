"""Taking back what was ordered: withdrawn while nothing is written, else ordered the other way."""

from datetime import datetime

from practices.sync import kinds
from practices.sync.actions.laying import ask_for_desk
from practices.sync.actions.writing import queue_write_back
from practices.sync.course import WriteBackState, can_be_withdrawn
from practices.sync.models import WriteBack


def take_back(*, key: str, kind: str, now: datetime) -> bool:
    """Withdraw a write-back; where it is too late, order its way back, of `kind`.

    False if nothing was or will be written. What a person ordered again is taken back as it was
    last ordered.
    """
    first = WriteBack.objects.select_for_update().filter(key=key).first()
    if first is None:
        return False
    row = _newest(first)
    if can_be_withdrawn(row.stage, may_have_written=row.written):
        row.state = WriteBackState.CANCELLED.value
        row.save(update_fields=["state"])
        ask_for_desk(row, now=now)
        return False
    queue_write_back(
        key=f"undo:{row.key}"[:120],
        kind=kind,
        subject_id=row.subject_id,
        body=kinds.body_of(row.kind, row.body),
        now=now,
        group_id=row.group_id,
    )
    return True


def _newest(row: WriteBack) -> WriteBack:
    while True:
        fresh = WriteBack.objects.select_for_update().filter(repeats=row).order_by("-pk").first()
        if fresh is None:
            return row
        row = fresh
