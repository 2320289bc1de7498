"""Who lets a practice's system be written to, and who stopped it."""

from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.guard import PracticeModel
from practices.registry.ids import new_id
from practices.registry.models import Organization


class WriteMode(models.TextChoices):
    OFF = "off", "Off"
    REHEARSAL = "rehearsal", "Rehearsal"
    ON = "on", "On"


class WriteSwitch(PracticeModel):
    """Whether orders are carried out at this practice. Without a row they are not."""

    mode = models.CharField(max_length=9, choices=WriteMode.choices, default=WriteMode.OFF.value)
    reason = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    only = models.BooleanField(default=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["only"], name="write_switch_one")]

    def __str__(self) -> str:
        return f"writing is {self.mode}"


class WriteStop(models.Model):
    """Nothing is written at any practice of a group, or of all groups, until it is lifted."""

    rights: ClassVar[Rights] = Rights(practice="S")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, null=True, related_name="+")
    reason = models.CharField(max_length=200)
    stopped_at = models.DateTimeField()
    stopped_by = models.CharField(max_length=80)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=80, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["organization"], name="write_stop_open",
                condition=models.Q(lifted_at=None),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"stop {self.pk}"
