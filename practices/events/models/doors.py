"""The doors hints come in by."""

from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Practice


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
