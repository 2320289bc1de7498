"""Events as they were raised."""

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
