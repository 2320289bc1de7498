"""How long each payer takes, for the group."""

from typing import ClassVar

from django.db import models

from billing.payers.models import Payer
from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice


class PayerPace(models.Model):
    """Hours until a level spoke, as one practice saw it: half, and nine of ten claims.

    `level` is file, house, payer or status, the last being the payer's answer. No patient.
    """

    rights: ClassVar[Rights] = Rights(
        practice="SIUD", own_column="practice_id", group_column="organization_id"
    )
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    payer = models.ForeignKey(Payer, models.CASCADE, related_name="+")
    level = models.CharField(max_length=6)
    claims = models.PositiveIntegerField()
    half_hours = models.PositiveIntegerField()
    most_hours = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField(default=0)
    figured_on = models.DateField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["practice", "payer", "level"], name="payer_pace_once")
        ]
        indexes = [models.Index(fields=["organization", "payer"], name="payer_pace_of_group")]

    def __str__(self) -> str:
        return f"pace {self.pk}"
