"""One event of the audit trail."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.expressions import RawSQL

from compliance.access.rights import Rights


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, subject_id: object) -> Self:
        """Of the practice we stand in. Row security keeps an index on arrays from being used, so a
        function looks there and gives the practice's own."""
        return self.filter(pk__in=RawSQL("SELECT audit_about(%s)", [subject_id]))

    def newest_first(self) -> Self:
        return self.order_by("-id")


class Event(models.Model):
    """Written by the database function `audit_record` alone; holds ids and field names, no values.

    A hidden column `xid` keeps the transaction's number, so that a later reader can take only
    events of transactions which are over: identity values commit out of order.
    """

    rights: ClassVar[Rights] = Rights(app="S", practice="S", own_column="practice_id")
    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    practice_id = models.UUIDField(null=True)
    actor = models.CharField(max_length=60)
    request_id = models.CharField(max_length=40)
    deed = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_ids = ArrayField(models.UUIDField())
    fields = ArrayField(models.CharField(max_length=63))
    detail = models.JSONField()

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["practice_id", "id"], name="audit_event_practice"),
            GinIndex(fields=["subject_ids"], name="audit_event_subjects"),
        ]

    def __str__(self) -> str:
        return f"event {self.pk} {self.deed}"
