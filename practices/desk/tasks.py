"""The desk's clock."""

from celery import shared_task
from django.utils import timezone

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.desk import actions


@shared_task(name="desk.wake", ignore_result=True)
def wake(**_later: object) -> None:
    """Bring back what was snoozed until today; running twice is harmless."""
    with acting_as(Actor.system("desk")):
        actions.wake(today=timezone.localdate())
