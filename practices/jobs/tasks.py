"""The outbox at work: a tick that offers, a sweep that takes back, and the run of one job."""

import uuid

from celery import shared_task
from django.utils import timezone

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.jobs import actions, relay

SYSTEM = Actor.system("jobs")


@shared_task(name="jobs.tick", ignore_result=True)
def tick(**_later: object) -> None:
    """Offer what waits, practice by practice."""
    with acting_as(SYSTEM):
        for job_id, fence in actions.offer(now=timezone.now()):
            relay.publish(job_id.hex, fence)


@shared_task(name="jobs.sweep", ignore_result=True)
def sweep(**_later: object) -> None:
    with acting_as(SYSTEM):
        actions.sweep(now=timezone.now())


@shared_task(name="jobs.run", ignore_result=True)
def run(*, job_id: str, fence: int, **_later: object) -> None:
    """Carry out one job; a message that comes twice or late does nothing.

    Its end makes room for the next of its practice, so what waits is offered at once.
    """
    with acting_as(SYSTEM):
        done = actions.run(job_id=uuid.UUID(job_id), fence=fence, now=timezone.now())
    if done:
        tick()
