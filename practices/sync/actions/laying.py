"""What people must write lies on the desk: one thing for all orders of one payment."""

import uuid
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from compliance.access import context
from practices.desk import actions as desk
from practices.desk.models import BY_HAND
from practices.jobs import actions as jobs
from practices.sync.models import Agent, AgentState, WriteBack
from practices.sync.queries.to_write import ToWrite, to_write

DESK, DAYS_TO_WRITE = "sync.desk", 3


def ask_for_desk(row: WriteBack, *, now: datetime) -> None:
    """The worker brings the desk in line with what waits of the order's group.

    Asked for once in a transaction, however many orders of a group it touches.
    """
    group = str(row.group_id or row.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        (number,) = cursor.fetchone()
    place = context.practice()
    key, told = f"{place.id}:{group}:{number}", {"group": group}
    jobs.enqueue(kind=DESK, key=key, practice=place.id, now=now, arguments=told)


def lay(*, group_id: uuid.UUID, now: datetime) -> None:
    """One open item while a person has something to write of a group, none when nothing is left.

    At a practice whose system is not connected nothing is laid: its orders wait on their page.
    """
    left = to_write(group_id)
    if left is None:
        desk.close(kind=BY_HAND, subject_id=group_id, outcome="written", now=now)
    elif Agent.objects.filter(practice=context.practice().id, state=AgentState.ACTIVE).exists():
        desk.keep_open(_item(group_id, left), now=now)


def _item(group_id: uuid.UUID, left: ToWrite) -> desk.NewItem:
    today = timezone.localdate(left.since)
    return desk.NewItem(
        kind=BY_HAND,
        subject_id=group_id,
        path=f"/p/{context.practice().public_id}/write-backs/?of={group_id}",
        question="NOT_SEEN" if left.not_seen else "BY_HAND",
        words=left.words,
        payer_name=left.payer[:80],
        reference=left.check_number[:60],
        cents=left.cents,
        since_on=today,
        due_on=today + timedelta(days=DAYS_TO_WRITE),
    )
