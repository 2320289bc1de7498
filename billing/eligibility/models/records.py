"""What is known of a cover: records of benefits, and what people entered beside them."""

import msgspec
from django.db import models
from django.db.models import Q

from billing.eligibility.benefits import Benefits
from billing.eligibility.models.inquiries import Inquiry
from billing.eligibility.overlay import Said
from billing.eligibility.states import RecordState
from billing.payers.models import Payer
from practices.mirror.models import Patient
from practices.registry.guard import PracticeModel


class BenefitRecord(PracticeModel):
    """Benefits of one cover as one asking told them; superseded ones stay, for comparing.

    `told` is the value as JSON. Until `expires_on`, that day included, it is current. `doubts`
    are why it waits in quarantine, as code and words.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    coverage_key = models.CharField(max_length=40)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+", null=True)
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="records", null=True)
    told = models.JSONField()
    sources = models.CharField(max_length=60, blank=True)
    checked_on = models.DateField()
    expires_on = models.DateField()
    state = models.CharField(
        max_length=11,
        choices=[(s.value, s.name.capitalize()) for s in RecordState],
        default=RecordState.CURRENT.value,
    )
    doubts = models.JSONField(default=list)
    created_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["coverage_key"], name="benefits_current_once", condition=Q(state="current")
            ),
            models.UniqueConstraint(
                fields=["coverage_key"],
                name="benefits_quarantined_once",
                condition=Q(state="quarantined"),
            ),
        ]
        indexes = [
            models.Index(fields=["coverage_key", "-created_at"], name="benefits_coverage"),
            models.Index(
                fields=["expires_on"], name="benefits_expire", condition=Q(state="current")
            ),
            models.Index(
                fields=["payer"], name="benefits_doubted", condition=Q(state="quarantined")
            ),
        ]

    def __str__(self) -> str:
        return f"benefits {self.pk}"

    @property
    def benefits(self) -> Benefits:
        return msgspec.convert(self.told, Benefits)


class PersonSaid(PracticeModel):
    """One field a person was told by phone or saw on a portal; the last about a field stands."""

    append_only = True
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    coverage_key = models.CharField(max_length=40)
    told = models.JSONField()
    said_on = models.DateField()
    name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        indexes = [models.Index(fields=["coverage_key", "id"], name="said_coverage")]

    def __str__(self) -> str:
        return f"said {self.pk}"

    @property
    def said(self) -> Said:
        return msgspec.convert(self.told, Said)
