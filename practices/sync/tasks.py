"""What sync does by the clock: it drops what is kept for a time only."""

from celery import shared_task
from django.utils import timezone

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.sync import actions


@shared_task(name="sync.forget", ignore_result=True)
def forget(**_later: object) -> None:
    """Signatures that are too old to come again."""
    with acting_as(Actor.system("sync")):
        actions.drop_nonces(now=timezone.now())


@shared_task(name="sync.drop", ignore_result=True)
def drop(**_later: object) -> None:
    """Raw batches older than fourteen days, and keys whose time is over."""
    now = timezone.now()
    with acting_as(Actor.system("sync")):
        actions.drop_raw(today=now.date())
        actions.drop_former_keys(now=now)
