"""Claims are checked when they are opened or changed, and all that wait each night."""

import uuid
from collections.abc import Sequence

from django.utils import timezone

from billing.claims import queries as claims
from billing.scrub import actions
from billing.scrub.queries import rule_named
from practices.events.subscribers import EventNote, on
from practices.jobs import actions as jobs
from practices.jobs.handlers import JobNote, handles


@on("claim.created")
def opened(event: EventNote) -> None:
    _check(event)


@on("claim.changed")
def changed(event: EventNote) -> None:
    _check(event)


@on("benefits.changed")
def benefits_changed(event: EventNote) -> None:
    """Claims of these patients that have not left are checked again, by what is known now."""
    _later(event, claims.here_of(event.subject_ids))


def _check(event: EventNote) -> None:
    """So many at once; what is due beyond that is a job of its own."""
    now, ids = event.now, event.subject_ids
    actions.check(ids[: actions.CLAIMS_AT_ONCE], now=now, today=timezone.localdate(now))
    _later(event, ids[actions.CLAIMS_AT_ONCE :])


def _later(event: EventNote, ids: Sequence[uuid.UUID]) -> None:
    if ids:
        actions.due_again(ids)
        key = f"{event.practice_id}:{event.id}"
        jobs.enqueue(kind="scrub.due", key=key, practice=event.practice_id, now=event.now)


@handles("scrub.due", inside=True)
def due(job: JobNote) -> None:
    """Check what is due, so many a job."""
    if actions.check_due(now=job.now, today=timezone.localdate(job.now)):
        key = f"{job.practice_id}:{job.id}"
        jobs.enqueue(kind=job.kind, key=key, practice=job.practice_id, now=job.now)


@handles("scrub.replay", inside=True)
def replay(job: JobNote) -> None:
    """Try a rule over the past year, so many claims a job; one that changed since is left."""
    rule = rule_named(job.arguments["rule"])
    if rule is None or rule.version != job.arguments["version"]:
        return
    if actions.replay_step(rule, now=job.now, today=timezone.localdate(job.now)):
        key = f"{job.practice_id}:{job.id}"
        told = job.arguments
        jobs.enqueue(kind=job.kind, key=key, practice=job.practice_id, arguments=told, now=job.now)
