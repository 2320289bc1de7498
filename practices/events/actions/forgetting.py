"""Old events, with their deliveries and finished jobs, are dropped in bounded steps."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from practices.events.actions.routing import TELL
from practices.events.subscribers import names
from practices.jobs import actions as jobs

ROWS_PER_STEP_MAX = 2_000
JOBS_KEPT = timedelta(days=1)

# What is unrouted, still to be sent, or still some subscriber's to do, stays whatever its age.
OLD = """
SELECT id FROM events_event e
 WHERE at < %s AND routed_at IS NOT NULL
   AND NOT EXISTS (SELECT FROM events_delivery d
                    WHERE d.event_id = e.id AND d.state IN ('waiting', 'sending'))
   AND NOT EXISTS (SELECT FROM unnest(%s::text[]) AS subscriber JOIN jobs_job j
                       ON j.kind = %s AND j.state <> 'done'
                      AND j.key = replace(e.id::text, '-', '') || ':' || subscriber)
 ORDER BY at LIMIT %s FOR UPDATE SKIP LOCKED
"""

# In three statements: Django would read every row of the log before it drops it.
WITH_ITS_LOG = (
    "DELETE FROM events_attempt a USING events_delivery d"
    " WHERE a.delivery_id = d.id AND d.event_id = ANY (%s)",
    "DELETE FROM events_delivery WHERE event_id = ANY (%s)",
    "DELETE FROM events_event WHERE id = ANY (%s)",
)


@transaction.atomic
def forget(*, now: datetime) -> int:
    """One step: drop events older than EVENTS_KEPT_DAYS, and finished jobs of subscribers older
    than a day; returns how many rows were dropped.

    An event that is routed is not routed again, so its finished jobs have served.
    """
    before = now - timedelta(days=settings.EVENTS_KEPT_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(OLD, [before, names(), TELL, ROWS_PER_STEP_MAX])
        ids = [pk for (pk,) in cursor.fetchall()]
        for statement in WITH_ITS_LOG:
            cursor.execute(statement, [ids])
    yesterday = _first_id_of(now - JOBS_KEPT)
    gone = jobs.forget_done(kind=TELL, before_key=yesterday, rows_max=ROWS_PER_STEP_MAX)
    return len(ids) + gone


def _first_id_of(moment: datetime) -> str:
    """Where ids made from this moment on begin: a UUIDv7 begins with its milliseconds."""
    return f"{int(moment.timestamp() * 1000):012x}"
