"""Changes to what a claim says: clerical ones the machine made, clinical ones a provider signs."""

from django.db import models
from django.db.models import Q

from billing.claims.models import Claim
from practices.registry.guard import PracticeModel


class ClaimChange(PracticeModel):
    """One field of a claim or line before and after.

    A clerical change is applied and laid over what the practice's system says, while that still
    says `before`; else it lapsed. A clinical one is proposed, and signed or refused by a provider;
    the practice's own chart is changed by people, and the claim follows it. One that was taken
    back, or refused, is not made again. `decided_name` is who signed, refused or took back.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="changes")
    line = models.PositiveSmallIntegerField(null=True)
    field = models.CharField(max_length=60)
    before = models.CharField(max_length=2_000, blank=True)
    after = models.CharField(max_length=2_000, blank=True)
    is_clinical = models.BooleanField()
    state = models.CharField(
        max_length=8,
        choices=[
            ("proposed", "Waits for a provider"),
            ("applied", "Applied"),
            ("signed", "Signed"),
            ("refused", "Refused"),
            ("lapsed", "No longer needed"),
        ],
    )
    rule = models.CharField(max_length=12)
    version = models.CharField(max_length=8)
    because = models.CharField(max_length=400, blank=True)
    proposed_at = models.DateTimeField()
    proposed_name = models.CharField(max_length=80, blank=True, default="", db_default="")
    decided_by = models.CharField(max_length=60, blank=True)
    decided_name = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "line", "field", "after"],
                name="claim_change_once",
                condition=Q(state__in=["proposed", "applied"]),
                nulls_distinct=False,
            )
        ]
        indexes = [
            models.Index(
                fields=["proposed_at", "id"],
                name="claim_change_to_sign",
                condition=Q(state="proposed"),
            )
        ]

    def __str__(self) -> str:
        return f"change {self.pk}"
