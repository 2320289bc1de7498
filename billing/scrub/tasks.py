"""Claims are checked when they are opened or changed, and each night; then rules are counted."""

import uuid
from collections.abc import Sequence
from pathlib import Path

from celery import shared_task
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone

from billing.claims import queries as claims
from billing.payers.actions.rechecking import RECHECK, ask_recheck
from billing.scrub import actions
from billing.scrub.models import BulkDeed, Report
from billing.scrub.printing import pdf_of
from billing.scrub.queries import rule_named
from billing.scrub.queries.batch import told_of
from compliance.access import context
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from compliance.access.roles import Permission
from compliance.identity.models import User
from practices.events.subscribers import EventNote, on
from practices.jobs import actions as jobs
from practices.jobs.handlers import JobNote, handles
from practices.registry.models import Practice
from practices.registry.queries import access_in
from practices.registry.tenancy import in_practice


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
    """So many at once; what is beyond that, or in another worker's hands, is a job of its own."""
    now, ids = event.now, event.subject_ids
    first = ids[: actions.CLAIMS_AT_ONCE]
    checked = actions.check(first, now=now, today=timezone.localdate(now))
    missed = claims.unsent(set(first) - {one.claim_id for one in checked})
    _later(event, [*missed, *ids[actions.CLAIMS_AT_ONCE :]])


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


@handles(RECHECK, inside=True)
def recheck(job: JobNote) -> None:
    """What rules know of a payer changed: its claims that have not left are due, so many a job."""
    payer, after = job.arguments.get("payer"), job.arguments.get("after")
    last = actions.mark_due(
        payer_id=uuid.UUID(payer) if payer else None, after=uuid.UUID(after) if after else None
    )
    key = f"{job.practice_id}:{job.id}"
    if last is None:
        jobs.enqueue(kind="scrub.due", key=key, practice=job.practice_id, now=job.now)
    else:
        told = {**job.arguments, "after": str(last)}
        jobs.enqueue(kind=job.kind, key=key, practice=job.practice_id, arguments=told, now=job.now)


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


@shared_task(name="scrub.nightly", ignore_result=True)
def nightly(**_later: object) -> None:
    """Ask every practice, once a night."""
    with acting_as(Actor.system("scrub")):
        jobs.ask_nightly("scrub.count", now=timezone.now())
        jobs.ask_nightly("scrub.night", now=timezone.now())


@handles("scrub.night")
def night(job: JobNote) -> None:
    """A day older, claims come nearer to their limits: those that have not left are checked."""
    assert job.practice_id is not None
    ask_recheck([job.practice_id], payer_id=None, now=job.now)


@handles("scrub.count", inside=True)
def count(job: JobNote) -> None:
    """What each rule came to in a year, counted anew; twice is harmless."""
    actions.count_rules(today=timezone.localdate(job.now))


@handles(actions.bulk.JOB)
def bulk(job: JobNote) -> None:
    """The next part of a deed on many claims, as whoever asked for it, if they still may."""
    assert job.practice_id is not None
    practice, deed_id = Practice.objects.get(pk=job.practice_id), uuid.UUID(job.arguments["deed"])
    with in_practice(practice):
        asked_by = BulkDeed.objects.values_list("user_id", flat=True).get(pk=deed_id)
    person = User.objects.filter(pk=asked_by).first()
    access = access_in(person, practice) if person else None
    if person is None or access is None or not access.may(Permission.WORK_CLAIMS):
        with in_practice(practice):
            actions.give_up(deed_id, why="Whoever asked may not work claims any more.", now=job.now)
        return
    with acting_as(person.actor, request_id=context.request_id()), in_practice(practice):
        who = {"actor": person.actor.key, "name": person.name}
        row = actions.step(deed_id, now=job.now, today=timezone.localdate(job.now), **who)
        if row.ended_at is None:
            actions.ask(row, now=job.now)


@handles(actions.reporting.DRAW)
def draw(job: JobNote) -> None:
    """A report as PDF: drawn between two transactions, since it takes seconds."""
    assert job.practice_id is not None
    practice, report_id = Practice.objects.get(pk=job.practice_id), job.arguments["report"]
    with in_practice(practice):
        row = Report.objects.get(pk=report_id)
        told = {"report": row, "at": row.made_at, "practice": practice.name, **told_of(row)}
    content = pdf_of(render_to_string("scrub/report_pdf.html", {**told, "style": _style()}))
    with in_practice(practice):
        actions.keep_file(row.pk, content, now=job.now)


def _style() -> str:
    found = finders.find("css/report.css")
    assert found is not None
    return Path(found).read_text()
