"""Claims follow the practice's own system, so many a job; what they use is shared by the group."""

from datetime import timedelta

from django.utils import timezone

from billing.claims import actions, queries
from billing.eligibility import actions as eligibility
from billing.payers import actions as payers
from practices.events.subscribers import EventNote, on
from practices.jobs import actions as jobs
from practices.jobs.handlers import JobNote, handles
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice


@handles("claims.from_source")
def from_source(job: JobNote) -> None:
    """Payers nobody knew are named outside the practice, then its claims are taken up."""
    assert job.practice_id is not None
    practice = Practice.objects.get(pk=job.practice_id)
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


USED_FOR = timedelta(days=550)  # a plan's year, and the time a payer takes for the last of it


@on("claim.created")
@on("claim.changed")
@on("payment.posted")
@on("payment.undone")
def uses_changed(event: EventNote) -> None:
    """What our claims in flight may take of members' maximums, as it stands now."""
    since = timezone.localdate(event.now) - USED_FOR
    eligibility.keep_uses(queries.unanswered_lines(since=since))
