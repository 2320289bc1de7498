"""The product's main job, run to its end in one process: take in, read, propose, approve."""

from collections.abc import Callable, Iterable
from datetime import datetime

from compliance.access.context import acting_as
from compliance.identity.models import User
from practices.jobs import actions as jobs
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from remits.clearing import actions as clearing
from remits.posting import actions as posting

SOURCE = "demo"
Clock = Callable[[], datetime]


def take_in_all(
    organization: Organization, files: Iterable[tuple[str, bytes]], *, clock: Clock
) -> None:
    """Take in each file under its name and carry out all that follows, one file after another.

    So the first of two equal payments is the one that came first.
    """
    for name, data in files:
        now = clock()
        clearing.take_in(data=data, name=name, organization=organization, source=SOURCE, now=now)
        jobs.run_all_now(now=now)


def approve_all(organization: Organization, person: User, *, now: datetime) -> int:
    """`person` posts every proposal without a question, until none is left; returns how many."""
    posted = 0
    for practice in Practice.objects.ready().filter(organization=organization).by_name():
        with acting_as(person.actor), in_practice(practice):
            while count := posting.approve_clean(now=now):
                posted += count
    return posted
