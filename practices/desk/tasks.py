"""The desk's clock, and what the desk hears of webhooks: one that is switched off waits here."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.desk import actions
from practices.events.catalogue import ENDPOINT_OFF, ENDPOINT_ON
from practices.events.subscribers import EventNote, on
from practices.registry.models import Organization

WEBHOOK, DAYS_TO_MEND = "webhook", 2


@shared_task(name="desk.wake", ignore_result=True)
def wake(**_later: object) -> None:
    """Bring back what was snoozed until today; running twice is harmless."""
    with acting_as(Actor.system("desk")):
        actions.wake(today=timezone.localdate())


@on(ENDPOINT_OFF)
def webhook_off(event: EventNote) -> None:
    group = Organization.objects.get(pk=event.organization_id)
    today = timezone.localdate(event.now)
    for endpoint_id in event.subject_ids:
        item = actions.NewItem(
            kind=WEBHOOK,
            subject_id=endpoint_id,
            path=f"/o/{group.public_id}/webhooks/{endpoint_id}/",
            question="WEBHOOK_OFF",
            words="A webhook was switched off.",
            payer_name="",
            cents=0,
            since_on=today,
            due_on=today + timedelta(days=DAYS_TO_MEND),
        )
        actions.put_or_ask(item, now=event.now, organization_id=group.pk)


@on(ENDPOINT_ON)
def webhook_on(event: EventNote) -> None:
    for endpoint_id in event.subject_ids:
        actions.close(kind=WEBHOOK, subject_id=endpoint_id, outcome="on_again", now=event.now)
