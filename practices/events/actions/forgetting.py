"""Old events, with their deliveries and finished jobs, are dropped in bounded steps."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from practices.events.actions.routing import TELL, job_key
from practices.events.models import Event
from practices.events.subscribers import names
from practices.jobs import actions as jobs

EVENTS_PER_STEP_MAX = 2_000

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


@transaction.atomic
def forget(*, now: datetime) -> int:
    """One step: drop events older than EVENTS_KEPT_DAYS; returns how many."""
    before = now - timedelta(days=settings.EVENTS_KEPT_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(OLD, [before, names(), TELL, EVENTS_PER_STEP_MAX])
        ids = [pk for (pk,) in cursor.fetchall()]
    jobs.forget_done(kind=TELL, keys=[job_key(pk, name) for pk in ids for name in names()])
    Event.objects.filter(pk__in=ids).delete()
    return len(ids)
