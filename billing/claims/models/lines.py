"""Services of claims, and what only some claims say."""

from django.db import models

from billing.claims.models.claims import Claim
from practices.registry.guard import PracticeModel


class ClaimLine(PracticeModel):
    """One service. `control_number` goes out as REF 6R and tells two equal lines apart.

    `procedure_key` is the practice system's own; `area` an oral cavity code, `teeth` those of a
    range; `prosthesis` initial, replaced or "". No day of service stands on a predetermination.
    `slot` is what a draft of ours asks for, once among all that stand: "" for all other lines.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lines")
    source_key = models.CharField(max_length=40, blank=True)
    number = models.PositiveSmallIntegerField()
    control_number = models.CharField(max_length=50, blank=True)
    code = models.CharField(max_length=10)
    label = models.CharField(max_length=80, blank=True)
    tooth = models.CharField(max_length=4, blank=True)
    surfaces = models.CharField(max_length=5, blank=True)
    charge_cents = models.BigIntegerField()
    served_on = models.DateField(null=True)
    procedure_key = models.CharField(max_length=40, blank=True, default="", db_default="")
    quantity = models.PositiveSmallIntegerField(default=1, db_default=1)
    area = models.CharField(max_length=2, blank=True, default="", db_default="")
    teeth = models.CharField(max_length=100, blank=True, default="", db_default="")
    prosthesis = models.CharField(max_length=8, blank=True, default="", db_default="")
    prior_placed_on = models.DateField(null=True)
    diagnoses = models.CharField(max_length=80, blank=True, default="", db_default="")
    is_emergency = models.BooleanField(default=False, db_default=False)
    slot = models.CharField(max_length=60, blank=True, default="", db_default="")

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="claim_line_number_once"),
            models.UniqueConstraint(
                fields=["slot"], name="claim_line_slot_once", condition=~models.Q(slot="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["control_number"],
                name="claim_line_control_number",
                condition=~models.Q(control_number=""),
            ),
            models.Index(
                fields=["procedure_key"],
                name="claim_line_procedure",
                condition=~models.Q(procedure_key=""),
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.number}"


class Particulars(PracticeModel):
    """What few claims say: texts, numbers of authorization, accident and orthodontics."""

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="particulars")
    narrative = models.TextField(blank=True)
    note = models.CharField(max_length=400, blank=True)
    authorization_number = models.CharField(max_length=50, blank=True)
    predetermination_number = models.CharField(max_length=50, blank=True)
    referral_number = models.CharField(max_length=50, blank=True)
    attachment_number = models.CharField(max_length=255, blank=True)
    accident = models.CharField(max_length=10, blank=True)
    accident_on = models.DateField(null=True)
    accident_state = models.CharField(max_length=2, blank=True)
    is_orthodontic = models.BooleanField(default=False)
    appliance_on = models.DateField(null=True)
    months_total = models.PositiveSmallIntegerField(default=0)
    months_left = models.PositiveSmallIntegerField(default=0)

    class Meta(PracticeModel.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"particulars {self.pk}"
