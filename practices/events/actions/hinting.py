"""Hints of practices' systems: something changed there, so read it soon. Never data."""

import uuid
from datetime import datetime, timedelta

from django.db import connection, transaction

from compliance.audit import actions as audit
from practices.events.actions.raising import raise_events
from practices.events.catalogue import PMS_HINTED
from practices.events.models import Door, Source
from practices.events.tokens import new_token, sha256
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice

CALLS_PER_WINDOW_MAX = 120
WINDOW = timedelta(minutes=1)


class TooOften(RuntimeError):
    """The door was used more than two times a second for a minute."""


COUNTED = """
UPDATE events_door
   SET calls = CASE WHEN window_at > %(before)s AND window_at <= %(now)s THEN calls + 1 ELSE 1 END,
       window_at = CASE WHEN window_at > %(before)s AND window_at <= %(now)s
                        THEN window_at ELSE %(now)s END,
       seen_at = %(now)s
 WHERE id = %(door)s RETURNING calls
"""


@transaction.atomic
def open_door(*, practice: Practice, source: Source, now: datetime) -> tuple[Door, str]:
    """A way in for one system of one practice, and its token, which is told this once."""
    token = new_token()
    door = Door.objects.create(
        practice=practice, source=source.value, token_sha256=sha256(token), created_at=now
    )
    audit.record(deed="door.opened", subject_kind="door", subject_ids=[door.pk])
    return door, token


@transaction.atomic
def close_door(*, door: Door) -> None:
    audit.record(deed="door.closed", subject_kind="door", subject_ids=[door.pk])
    door.delete()


@transaction.atomic
def hint(*, door: Door, now: datetime) -> bool:
    """Keep that something changed; False if the agent has yet to be told of an earlier hint.

    Raises TooOften; a call that is refused leaves no trace.
    """
    if _calls(door, now) > CALLS_PER_WINDOW_MAX:
        raise TooOften
    if not Door.objects.filter(pk=door.pk, hinted_at=None).update(hinted_at=now):
        return False
    with in_practice(door.practice):
        raise_events(PMS_HINTED, [door.pk], at=now)
    return True


def take_hint(*, practice_id: uuid.UUID) -> bool:
    """Whether a system of the practice gave a hint since this was last asked."""
    waiting = Door.objects.filter(practice_id=practice_id, hinted_at__isnull=False)
    return bool(waiting.update(hinted_at=None))


def _calls(door: Door, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, {"now": now, "before": now - WINDOW, "door": door.pk})
        row = cursor.fetchone()
    return int(row[0]) if row else 0
