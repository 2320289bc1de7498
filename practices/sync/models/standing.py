"""How writing stands at each practice, kept where a whole group can be read at once."""

from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.models import Practice


class WriteStanding(models.Model):
    """What a practice last told of its orders: moments, so that it ages by itself, and counts.

    `counts` are by state; what ended long ago is not in them.
    """

    rights: ClassVar[Rights] = Rights(practice="SIU", own_column="practice_id")
    practice = models.OneToOneField(Practice, models.CASCADE, primary_key=True, related_name="+")
    is_on = models.BooleanField()
    oldest_waiting_at = models.DateTimeField(null=True)
    oldest_due_at = models.DateTimeField(null=True)
    oldest_unproved_at = models.DateTimeField(null=True)
    has_reached_limit = models.BooleanField()
    counts = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"write standing of {self.practice_id}"
