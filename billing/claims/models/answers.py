"""What a payer answered, kept for the claim to the next payer."""

from django.db import models

from billing.claims.models.claims import Claim
from billing.claims.models.lines import ClaimLine
from practices.registry.guard import PracticeModel


class PayerAnswer(PracticeModel):
    """What one payer said of a claim as a whole (no line, no code), or of one of its lines.

    `code` and `units` are as the payer adjudicated them. `source` names the posting, or "practice"
    where its own system tells it: then cuts are worked out from its amounts (`is_inferred`).
    `patient_cents` is what it left to the patient.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="answers")
    line = models.ForeignKey(ClaimLine, models.CASCADE, related_name="answers", null=True)
    source = models.CharField(max_length=60)
    code = models.CharField(max_length=10, blank=True)
    units = models.CharField(max_length=15, blank=True)
    paid_cents = models.BigIntegerField()
    patient_cents = models.BigIntegerField()
    answered_on = models.DateField()
    is_inferred = models.BooleanField(default=False)

    class Meta(PracticeModel.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"answer {self.pk}"


class PayerCut(PracticeModel):
    """An adjustment as received; positive lowers the payment."""

    answer = models.ForeignKey(PayerAnswer, models.CASCADE, related_name="cuts")
    group = models.CharField(max_length=2)
    reason = models.CharField(max_length=5)
    cents = models.BigIntegerField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"cut {self.pk}"
