"""Claims follow the practice's own system, so many a job; drafts are made and looked after."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from billing.claims import actions, queries
from billing.claims.actions.answered import SECOND
from billing.claims.actions.asking import BUILD, ask_to_build
from billing.claims.actions.figure import put_figure
from billing.claims.actions.second import next_payer
from billing.claims.building import named
from billing.claims.queries import unbilled
from billing.eligibility import actions as eligibility
from billing.payers import actions as payers
from practices.events.subscribers import EventNote, on
from practices.jobs import actions as jobs
from practices.jobs.handlers import JobNote, handles
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice

DRAFTED_AT_ONCE = 500
FIGURE = "claims.unbilled"


@handles("claims.from_source")
def from_source(job: JobNote) -> None:
    """Payers nobody knew are named outside the practice, then its claims are taken up."""
    practice = _practice(job)
    after = job.arguments.get("after", "")
    with in_practice(practice):
        strangers = actions.strangers(after=after)
    payers.register(strangers)
    with in_practice(practice):
        after = actions.follow(after=after, now=job.now)
    if after is not None:
        jobs.enqueue(
            kind=job.kind,
            key=f"{practice.pk}:{job.id}",
            practice=practice,
            arguments={"after": after},
            now=job.now,
        )
    else:
        _look_after(practice, job)


def _look_after(practice: Practice, job: JobNote) -> None:
    """When all claims have followed: drafts, and once a day the figure of what nobody billed."""
    with in_practice(practice):
        actions.tend(now=job.now)
    day = job.now.astimezone(ZoneInfo(practice.timezone)).date()
    jobs.enqueue(kind=FIGURE, key=f"{practice.pk}:{day}", practice=practice, now=job.now)
    if settings.CLAIMS_DRAFTED_BY_CLOCK:
        ask_to_build(practice, now=job.now)


@handles(FIGURE)
def figure(job: JobNote) -> None:
    """Once a day: how much is done and on no claim, as a line on the desk; whom claims went to."""
    practice = _practice(job)
    with in_practice(practice):
        payers.met(queries.newest_by_payer())
        put_figure(practice, _window(practice, job), now=job.now)


@handles(BUILD)
def build(job: JobNote) -> None:
    """All that can be drafted, so many a job. Payers nobody knew are named outside the practice."""
    practice, after = _practice(job), job.arguments.get("after", "")
    with in_practice(practice):
        keys = unbilled.next_keys(_window(practice, job), after=after, most=DRAFTED_AT_ONCE)
        wanted = {named(one.cover) for one in actions.proposed(keys).drafts}
        strangers = queries.unknown_payers(wanted)
    payers.register(strangers)
    with in_practice(practice):
        actions.build(keys, now=job.now)
    if len(keys) == DRAFTED_AT_ONCE:
        jobs.enqueue(
            kind=job.kind,
            key=f"{practice.pk}:{job.id}",
            practice=practice,
            arguments={"after": keys[-1]},
            now=job.now,
        )


@handles(SECOND)
def second(job: JobNote) -> None:
    """The claim to the next payer, after the one before has answered."""
    practice, claim_id = _practice(job), uuid.UUID(job.arguments["claim"])
    with in_practice(practice):
        wanted = next_payer(claim_id)
        strangers = queries.unknown_payers({wanted} if wanted else set())
    payers.register(strangers)
    with in_practice(practice):
        actions.build_second(claim_id, now=job.now)


def _practice(job: JobNote) -> Practice:
    assert job.practice_id is not None
    return Practice.objects.get(pk=job.practice_id)


def _window(practice: Practice, job: JobNote) -> unbilled.Window:
    return unbilled.window_of(
        job.now.astimezone(ZoneInfo(practice.timezone)),
        hours=settings.UNBILLED_AFTER_HOURS,
        days=settings.UNBILLED_DAYS_MAX,
    )


USED_FOR = timedelta(days=550)  # a plan's year, and the time a payer takes for the last of it


@on("claim.created")
@on("claim.changed")
@on("payment.posted")
@on("payment.undone")
def uses_changed(event: EventNote) -> None:
    """What our claims in flight may take of members' maximums, as it stands now."""
    since = timezone.localdate(event.now) - USED_FOR
    eligibility.keep_uses(queries.unanswered_lines(since=since))
