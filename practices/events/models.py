"""Events as they were raised, where they are sent, how that went, and the doors hints come in by.

No patient data anywhere: names, ids of rows, statuses and times.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice

SUBJECTS_MAX = 1_000


class Event(models.Model):
    """Something that happened to up to a thousand rows at once, in the transaction it happened in.

    Rows that have no id of ours are named by the key of the practice's own system. `routed_at` is
    empty until its subscribers have their jobs and its endpoints their deliveries.
    """

    rights: ClassVar[Rights] = Rights(practice="SI", clearing="SI", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=40)
    subject_ids = ArrayField(models.UUIDField(), default=list)
    source_keys = ArrayField(models.CharField(max_length=40), default=list)
    at = models.DateTimeField()
    routed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(subject_ids__len__lte=SUBJECTS_MAX, source_keys__len__lte=SUBJECTS_MAX),
                name="event_is_bounded",
            )
        ]
        indexes = [
            models.Index(fields=["id"], name="event_unrouted", condition=Q(routed_at=None)),
            models.Index(fields=["at"], name="event_at"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


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


class Source(models.TextChoices):
    """The systems that send hints. The value stands in the door's URL."""

    OPEN_DENTAL = "open-dental", "Open Dental"
    CLOUD = "cloud", "A cloud system"


class Door(models.Model):
    """By a secret URL a practice's system says that something changed; its token is kept as a hash.

    `hinted_at` is a hint the agent has not been told of yet. `calls` counts since `window_at`.
    """

    rights: ClassVar[Rights] = Rights()
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    source = models.CharField(max_length=11, choices=Source.choices)
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    hinted_at = models.DateTimeField(null=True)
    window_at = models.DateTimeField(null=True)
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"door {self.pk}"
