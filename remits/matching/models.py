"""A practice's view of a remittance: its share, and the claim payments in it."""

from typing import Self

from django.db import models
from django.db.models import Q

from billing.claims.models import Claim
from practices.registry.guard import GuardedQuerySet, PracticeModel


class Remittance(PracticeModel):
    """This practice's share of one payment. Its id is the share's id in the clearing."""

    payment_id = models.UUIDField()
    payer_name = models.CharField(max_length=80)
    originator_id = models.CharField(max_length=30)
    trace = models.CharField(max_length=60)
    method = models.CharField(max_length=5)
    effective_on = models.DateField(null=True)
    received_at = models.DateTimeField()
    claims_cents = models.BigIntegerField()
    adjustments_cents = models.BigIntegerField()
    claim_count = models.PositiveIntegerField()
    payment_cents = models.BigIntegerField()
    blocked_by = models.CharField(max_length=40, blank=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        indexes = [models.Index(fields=["-received_at", "-id"], name="remittance_newest")]

    def __str__(self) -> str:
        return f"remittance {self.pk}"

    @property
    def net_cents(self) -> int:
        return self.claims_cents - self.adjustments_cents


class PaymentStage(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    ASKING = "asking", "Has a question"
    PARKED = "parked", "Sent back"
    POSTED = "posted", "Posted"
    NO_MONEY = "no_money", "Estimate, never posted"


class ClaimPaymentQuerySet(GuardedQuerySet["ClaimPayment"]):
    def waiting(self) -> Self:
        return self.filter(
            stage__in=[PaymentStage.PROPOSED, PaymentStage.ASKING, PaymentStage.PARKED]
        )


class ClaimPayment(PracticeModel):
    """One CLP: what a payer says of one claim, the claim it answers, and what we propose.

    `facts` is the claim payment as read, `raw` its segments as they came, `match` the score with
    its reasons and the runner-up, `proposal` the ledger lines. Rule version and band stand beside
    them, so that the decision can be judged and computed again.
    """

    remittance = models.ForeignKey(Remittance, models.PROTECT, related_name="claim_payments")
    ordinal = models.PositiveIntegerField()
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="payments")
    control_number = models.CharField(max_length=60)
    payer_control_number = models.CharField(max_length=60, blank=True)
    status_code = models.CharField(max_length=3)
    charge_cents = models.BigIntegerField()
    paid_cents = models.BigIntegerField()
    facts = models.JSONField()
    raw = models.TextField()
    match = models.JSONField()
    stage = models.CharField(max_length=8, choices=PaymentStage.choices)
    question = models.CharField(max_length=30, blank=True)
    question_text = models.CharField(max_length=300, blank=True)
    proposal = models.JSONField(null=True)
    band = models.CharField(max_length=8, blank=True)
    rule_version = models.CharField(max_length=20)
    corrections = models.JSONField(default=dict)
    entry_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ClaimPaymentQuerySet.as_manager()  # type: ignore[misc]  # the plugin calls the parent's manager a class variable

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["remittance", "ordinal"], name="claim_payment_once"),
            models.CheckConstraint(
                condition=~Q(stage="posted") | Q(claim__isnull=False),
                name="claim_payment_posted_to_a_claim",
            ),
        ]
        indexes = [
            models.Index(
                fields=["payer_control_number"],
                name="claim_payment_payer_number",
                condition=~Q(payer_control_number=""),
            ),
            models.Index(
                fields=["remittance"],
                name="claim_payment_waiting",
                condition=Q(stage__in=["proposed", "asking", "parked"]),
            ),
        ]

    def __str__(self) -> str:
        return f"claim payment {self.pk}"

    @property
    def is_reversal(self) -> bool:
        return self.status_code == "22"
