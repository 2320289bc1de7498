"""Claims and their lines, and the index that tells whose claim a control number is."""

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

    def newest_first(self) -> Self:
        return self.order_by("-served_on", "-pk")


class Claim(PracticeModel):
    """What was asked of one payer. `control_number` goes out as CLM01 and returns in CLP01.

    `source_key` is the practice system's own key, here and on lines; "" for what it does not know.
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
            models.Index(OpClass(Upper("control_number"), "text_pattern_ops"), name="claim_begins"),
        ]

    def __str__(self) -> str:
        return f"claim {self.control_number}"

    @property
    def state_label(self) -> str:
        return ClaimState(self.state).label


class ClaimLine(PracticeModel):
    """One service. `control_number` goes out as REF 6R and tells two equal lines apart."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lines")
    source_key = models.CharField(max_length=40, blank=True)
    number = models.PositiveSmallIntegerField()
    control_number = models.CharField(max_length=50, blank=True)
    code = models.CharField(max_length=10)
    label = models.CharField(max_length=80, blank=True)
    tooth = models.CharField(max_length=4, blank=True)
    surfaces = models.CharField(max_length=5, blank=True)
    charge_cents = models.BigIntegerField()
    served_on = models.DateField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="claim_line_number_once")
        ]
        indexes = [
            models.Index(
                fields=["control_number"],
                name="claim_line_control_number",
                condition=~models.Q(control_number=""),
            )
        ]

    def __str__(self) -> str:
        return f"line {self.number}"


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
