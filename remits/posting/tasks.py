"""Jobs of posting: a share that arrived, and many approvals at once."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from billing.x12.resting import collector_resting
from compliance.access import context
from compliance.access.context import acting_as
from compliance.access.roles import Permission
from compliance.identity.models import User
from practices.jobs.handlers import JobNote, handles
from practices.registry.models import Practice
from practices.registry.queries import access_in
from practices.registry.tenancy import in_practice
from remits.clearing import actions as clearing
from remits.posting import actions


@handles("posting.propose", inside=True)
def propose(job: JobNote) -> None:
    """Match and plan shares; they are marked as taken in the same transaction."""
    ids = [uuid.UUID(pk) for pk in job.arguments["shares"]]
    shares = clearing.take_shares(ids, now=job.now)
    with collector_resting():
        actions.propose(shares, now=job.now, today=timezone.localdate(job.now))


@handles("posting.approve")
def approve(job: JobNote) -> None:
    """Post what a person approved in bulk, if they still may when its turn comes."""
    with _as_the_person(job) as may:
        if may:
            ids = [uuid.UUID(pk) for pk in job.arguments["claim_payments"]]
            actions.approve(claim_payment_ids=ids, now=job.now)


@handles("posting.take_back")
def take_back(job: JobNote) -> None:
    """Undo every posting of a remittance, if the person still may when its turn comes."""
    with _as_the_person(job) as may:
        if may:
            actions.undo_remittance(
                remittance_id=uuid.UUID(job.arguments["remittance"]),
                now=job.now,
                today=timezone.localdate(job.now),
            )


@contextmanager
def _as_the_person(job: JobNote) -> Iterator[bool]:
    """In the job's practice as whoever asked for it; False where they may not post there now."""
    person = User.objects.get(pk=job.arguments["user"])
    assert job.practice_id is not None
    practice = Practice.objects.get(pk=job.practice_id)
    access = access_in(person, practice)
    if access is None or not access.may(Permission.POST_PAYMENTS):
        yield False
        return
    with acting_as(person.actor, request_id=context.request_id()), in_practice(practice):
        yield True
