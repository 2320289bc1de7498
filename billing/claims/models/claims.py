"""Claims, and the index that tells whose claim a control number is."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Upper

from billing.claims.states import ClaimState
from billing.payers.models import Payer
from compliance.access.rights import Rights
from practices.mirror.models import Patient, Provider
from practices.registry.guard import GuardedQuerySet, PracticeModel
from practices.registry.ids import new_id
from practices.registry.models import Practice


class ClaimQuerySet(GuardedQuerySet["Claim"]):
    def with_names(self) -> Self:
        return self.select_related("patient", "provider", "payer")

    def whole(self) -> Self:
        return self.with_names().select_related("billing_provider", "subscriber", "follows__payer")

    def newest_first(self) -> Self:
        return self.order_by("-served_on", "-pk")


class Claim(PracticeModel):
    """What was asked of one payer. `control_number` goes out as CLM01 and returns in CLP01.

    `source_key` is the practice system's own key, here and on lines; "" for what it does not know.
    `served_on` is the first day of service; of a predetermination, which has none, the day on which
    it was drafted. `follows` is the claim to the payer before. `is_approved` is False for a draft
    of ours that no person has looked at; `held_because` says what a held claim still needs.
    """

    source_key = models.CharField(max_length=40, blank=True)
    control_number = models.CharField(max_length=38)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="claims")
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+", null=True)
    rank = models.PositiveSmallIntegerField(default=1)
    member_id = models.CharField(max_length=80, blank=True)
    payer_control_number = models.CharField(max_length=50, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in ClaimState],
        default=ClaimState.SENT.value,
    )
    charge_cents = models.BigIntegerField()
    served_on = models.DateField()
    sent_on = models.DateField(null=True)
    kind = models.CharField(
        max_length=16,
        choices=[("claim", "Claim"), ("predetermination", "Predetermination")],
        default="claim",
        db_default="claim",
    )
    origin = models.CharField(
        max_length=8,
        choices=[("practice", "The practice's system"), ("built", "Built here")],
        default="practice",
        db_default="practice",
    )
    frequency = models.CharField(max_length=1, default="1", db_default="1")
    original_number = models.CharField(max_length=50, blank=True, default="", db_default="")
    billing_provider = models.ForeignKey(
        Provider, models.PROTECT, related_name="+", null=True, db_index=False
    )
    subscriber = models.ForeignKey(
        Patient, models.PROTECT, related_name="+", null=True, db_index=False
    )
    relationship = models.CharField(max_length=9, blank=True, default="", db_default="")
    group_number = models.CharField(max_length=40, blank=True, default="", db_default="")
    coverage_key = models.CharField(max_length=40, blank=True, default="", db_default="")
    clinic_key = models.CharField(max_length=40, blank=True, default="", db_default="")
    place = models.CharField(max_length=2, blank=True, default="", db_default="")
    assigns_benefits = models.BooleanField(default=True, db_default=True)
    releases_information = models.BooleanField(default=True, db_default=True)
    follows = models.ForeignKey("self", models.PROTECT, related_name="followers", null=True)
    is_approved = models.BooleanField(default=True, db_default=True)
    held_because = models.CharField(max_length=200, blank=True, default="", db_default="")

    objects = ClaimQuerySet.as_manager()  # type: ignore[misc]  # the plugin calls the parent's manager a class variable

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["control_number"], name="claim_control_number_once"),
            models.UniqueConstraint(
                fields=["source_key"],
                name="claim_source_key_once",
                condition=~models.Q(source_key=""),
            ),
        ]
        indexes = [
            models.Index(fields=["-served_on", "-id"], name="claim_newest"),
            models.Index(fields=["state", "-served_on", "-id"], name="claim_by_state"),
            models.Index(
                fields=["payer_control_number"],
                name="claim_payer_number",
                condition=~models.Q(payer_control_number=""),
            ),
            models.Index(fields=["member_id", "charge_cents"], name="claim_member_charge"),
            models.Index(fields=["charge_cents", "-served_on", "-id"], name="claim_by_charge"),
            models.Index(
                fields=["patient"],
                name="claim_drafted",
                condition=models.Q(origin="built", source_key=""),
            ),
            models.Index(OpClass(Upper("control_number"), "text_pattern_ops"), name="claim_begins"),
        ]

    def __str__(self) -> str:
        return f"claim {self.control_number}"

    @property
    def state_label(self) -> str:
        return ClaimState(self.state).label


class ClaimRoute(models.Model):
    """Which practice a control number belongs to, for remittances that cover several practices.

    Two practices may use the same number; then the payee's NPI or tax ID has to decide.
    """

    rights: ClassVar[Rights] = Rights(practice="SI", clearing="S", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    control_number = models.CharField(max_length=38)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["control_number", "practice"], name="claim_route_once")
        ]

    def __str__(self) -> str:
        return f"route {self.pk}"
