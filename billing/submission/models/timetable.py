"""When a practice's batches leave by themselves."""

from datetime import time
from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.models import Practice

EVENING = time(20, 0)


class Timetable(models.Model):
    """`sends_at` is the practice's own time: what is ready by then leaves that evening.

    One that is not `is_on` sends nothing by itself: a person does. `ran_on` is the practice's day
    on which the clock last sent.
    """

    rights: ClassVar[Rights] = Rights(practice="SIU", own_column="practice_id")
    practice = models.OneToOneField(Practice, models.CASCADE, primary_key=True, related_name="+")
    is_on = models.BooleanField(default=False)
    sends_at = models.TimeField(default=EVENING)
    ran_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"timetable of {self.pk}"
