"""Events on their way to endpoints, and how that went."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from compliance.access.rights import Rights
from practices.events.models.endpoints import Endpoint
from practices.events.models.events import Event
from practices.registry.ids import new_id
from practices.registry.models import Organization


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    ARRIVED = "arrived", "Arrived"
    FAILED = "failed", "Given up"


class Delivery(models.Model):
    """One event on its way to one endpoint; its id is the receiver's `webhook-id` on every try.

    `lease` names the run that is sending it: what another run has taken since is not written over.
    `since` is when the three days of tries began.
    """

    rights: ClassVar[Rights] = Rights()
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Each of the three begins an index below.
    endpoint = models.ForeignKey(
        Endpoint, models.CASCADE, related_name="deliveries", db_index=False
    )
    event = models.ForeignKey(Event, models.CASCADE, related_name="+", db_index=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=40)
    state = models.CharField(
        max_length=7, choices=DeliveryState.choices, default=DeliveryState.WAITING.value
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=8, blank=True)
    milliseconds = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["event", "endpoint"], name="delivery_once")]
        indexes = [
            models.Index(
                fields=["endpoint", "next_at", "id"],
                name="delivery_due",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["lease_until"], name="delivery_leased", condition=Q(state="sending")
            ),
            models.Index(fields=["organization", "id"], name="delivery_log"),
            models.Index(fields=["endpoint", "id"], name="delivery_log_endpoint"),
            models.Index(fields=["organization", "name", "id"], name="delivery_log_name"),
            models.Index(
                fields=["organization", "state", "id"],
                name="delivery_log_state",
                condition=~Q(state="arrived"),
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"

    @property
    def message_id(self) -> str:
        return f"msg_{self.pk.hex}"


class Attempt(models.Model):
    """One try: what came back, or the kind of trouble. The answer's own words are not kept."""

    rights: ClassVar[Rights] = Rights()
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=8, blank=True)
    milliseconds = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"attempt {self.pk}"
