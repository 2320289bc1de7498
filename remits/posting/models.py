"""What people decided about proposals: added to, never changed."""

from django.db import models

from practices.registry.guard import PracticeModel
from remits.matching.models import ClaimPayment


class Decision(PracticeModel):
    """One decision on one claim payment, with the proposal as it stood at that moment.

    `outcome` is posted, changed, sent_back, undone or wrong; `agreed` says whether the proposal
    was taken as it was. From these rows agreement is measured and autonomy earned.
    """

    append_only = True
    claim_payment = models.ForeignKey(ClaimPayment, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10)
    agreed = models.BooleanField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    proposal = models.JSONField(null=True)
    question = models.CharField(max_length=30, blank=True)
    band = models.CharField(max_length=8, blank=True)
    rule_version = models.CharField(max_length=20)
    entry_id = models.UUIDField(null=True)
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=80)
    decided_at = models.DateTimeField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"
