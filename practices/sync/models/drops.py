"""Files that agents brought, on their way to whoever takes them in."""

from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.sync.models.agents import Agent


class DroppedFile(models.Model):
    """One file of one practice, once by its hash; its bytes lie sealed beside the raw batches.

    They are kept until `taken_at`, however long that is, and for a day after it.
    """

    rights: ClassVar[Rights] = Rights(practice="S", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="dropped_files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    size_bytes = models.PositiveIntegerField()
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    is_kept = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["practice", "sha256"], name="dropped_file_once")
        ]
        indexes = [
            models.Index(fields=["practice", "at"], name="dropped_file_at"),
            models.Index(
                fields=["taken_at"], name="dropped_file_kept", condition=models.Q(is_kept=True)
            ),
        ]

    def __str__(self) -> str:
        return f"dropped file {self.pk}"
