"""One thing that waits for a person. No patient data: practice, kind, money, days, link."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice

BY_HAND = "by_hand"
"""The kind of what is posted and must be written into the practice's own system by a person."""


class ItemState(models.TextChoices):
    OPEN = "open", "Open"
    SNOOZED = "snoozed", "Snoozed"
    DONE = "done", "Done"


class ItemQuerySet(models.QuerySet["Item"]):
    def waiting(self) -> Self:
        return self.filter(state=ItemState.OPEN)


class Item(models.Model):
    """`subject_id` is the row behind the link; one open item for each kind and subject.

    What waits before it belongs to a practice, such as a quarantined payment, has none.

    `reference` is the payer's trace: it tells payments of one payer and amount apart. `question`
    is a code and `words` its sentence; both are ours and name no patient. `version` rises with
    each change, so that two people who act on one item do not overwrite each other.
    """

    rights: ClassVar[Rights] = Rights(practice="SIU", clearing="SIU", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    practice = models.ForeignKey(Practice, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    path = models.CharField(max_length=200)
    question = models.CharField(max_length=30, blank=True)
    words = models.CharField(max_length=200)
    payer_name = models.CharField(max_length=80, blank=True)
    reference = models.CharField(max_length=60, blank=True, db_default="")
    cents = models.BigIntegerField()
    since_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=7, choices=ItemState.choices, default=ItemState.OPEN.value)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    owner_name = models.CharField(max_length=80, blank=True)
    snoozed_until = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)
    returned = models.BooleanField(default=False)
    outcome = models.CharField(max_length=30, blank=True)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ItemQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="desk_item_once")
        ]
        indexes = [
            models.Index(
                fields=["practice", "due_on", "id"], name="desk_due", condition=Q(state="open")
            ),
            models.Index(fields=["due_on", "id"], name="desk_all_due", condition=Q(state="open")),
            models.Index(fields=["-cents", "id"], name="desk_cents", condition=Q(state="open")),
            models.Index(fields=["since_on", "id"], name="desk_age", condition=Q(state="open")),
            models.Index(
                fields=["question", "due_on", "id"], name="desk_question", condition=Q(state="open")
            ),
            models.Index(
                fields=["snoozed_until"], name="desk_snoozed", condition=Q(state="snoozed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SavedView(models.Model):
    """A person's named set of desk filters; the filters are the query string they stand for."""

    rights: ClassVar[Rights] = Rights()
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=400)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="desk_view_once")]

    def __str__(self) -> str:
        return f"view {self.pk}"
