"""What was decided of claims we build, and in which order a patient's covers pay."""

from django.db import models

from billing.claims.models.claims import Claim
from practices.mirror.models import Patient
from practices.registry.guard import PracticeModel


class CoverRank(PracticeModel):
    """A person's word on when a cover of a patient pays, such as a court's order; 1 pays first."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    coverage_key = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200)
    actor_name = models.CharField(max_length=80)
    decided_at = models.DateTimeField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["patient", "coverage_key"], name="cover_rank_once")
        ]

    def __str__(self) -> str:
        return f"cover rank {self.pk}"


class ClaimDecision(PracticeModel):
    """One decision on a claim of ours, with what it rested on at that moment.

    `outcome` is drafted, revised, adopted, void, approved, held, released, ready, batched, sent,
    again, corrected or to_void. `confidence` is
    sure or ask: what a person should look at stands in `why`. `inputs` are keys and amounts.
    """

    append_only = True
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10)
    rule_version = models.CharField(max_length=20)
    confidence = models.CharField(max_length=8, blank=True)
    why = models.CharField(max_length=500, blank=True)
    inputs = models.JSONField(null=True)
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=80)
    decided_at = models.DateTimeField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"
