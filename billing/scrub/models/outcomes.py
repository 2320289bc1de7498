"""What became of claims that rules had looked at: what precision and risk are measured by."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from billing.claims.models import Claim
from practices.registry.guard import PracticeModel


class Outcome(PracticeModel):
    """The first answer a payer gave to a claim; `reasons` are its adjustment reason codes.

    `denied_cents` is the charge of services for which nothing was paid and that were not simply
    the patient's share.
    """

    claim = models.OneToOneField(Claim, models.PROTECT, related_name="outcome")
    answered_on = models.DateField()
    charge_cents = models.BigIntegerField()
    paid_cents = models.BigIntegerField()
    denied_cents = models.BigIntegerField()
    reasons = ArrayField(models.CharField(max_length=5), default=list)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        indexes = [models.Index(fields=["answered_on", "id"], name="outcome_answered")]

    def __str__(self) -> str:
        return f"outcome of {self.claim_id}"
