"""Where a group's events are sent."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization


class EndpointState(models.TextChoices):
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    OFF = "off", "Switched off"


class OffReason(models.TextChoices):
    GONE = "gone", "It answered 410: it wants nothing more."
    FAILING = "failing", "Nothing arrived in three days."


class Endpoint(models.Model):
    """Where a group's events are sent. Secrets are sealed; the old one signs too until its hour.

    Paused, it collects what happens and sends it later; switched off, it collects nothing.
    `failing_since` is the first failure after the last success.
    """

    rights: ClassVar[Rights] = Rights()
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    url = models.CharField(max_length=500)
    words = models.CharField(max_length=60)
    events = ArrayField(models.CharField(max_length=40))
    state = models.CharField(
        max_length=6, choices=EndpointState.choices, default=EndpointState.ACTIVE.value
    )
    off_reason = models.CharField(max_length=7, choices=OffReason.choices, blank=True)
    secret = models.BinaryField()
    old_secret = models.BinaryField(null=True)
    old_until = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"endpoint {self.pk}"
