"""Why a clearinghouse or payer did not take a claim."""

from django.db import models
from django.db.models import Q

from billing.claims.models.claims import Claim
from practices.registry.guard import PracticeModel


class TurnedAway(PracticeModel):
    """One reason, with the field it points at; over once the claim went out again.

    `by` is file, house or payer; `field` as findings name it, "" where the reason points nowhere.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="turned_away")
    by = models.CharField(max_length=6)
    category = models.CharField(max_length=3, blank=True)
    code = models.CharField(max_length=5, blank=True)
    entity = models.CharField(max_length=3, blank=True)
    field = models.CharField(max_length=60, blank=True)
    line = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        indexes = [
            models.Index(fields=["claim"], name="turned_away_open", condition=Q(over_at=None))
        ]

    def __str__(self) -> str:
        return f"turned away {self.pk}"
