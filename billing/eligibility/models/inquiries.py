"""What we ask payers, and the bytes that prove what was asked and answered."""

from django.db import models
from django.db.models import Q

from billing.eligibility.states import InquiryState
from billing.payers.models import Payer
from practices.mirror.models import Patient
from practices.registry.guard import PracticeModel


class Inquiry(PracticeModel):
    """One asking about one cover: several requests, one service type or code each.

    `once` is its natural key: member, plan and month, or the eve of a visit, or a person's wish.
    `request` is what is asked now, `asked` what was; `planned` are the codes of the visit. A lease
    says whose it is while it is out; without an end of it, it is asked again.
    """

    once = models.CharField(max_length=120, unique=True)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    coverage_key = models.CharField(max_length=40)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+", null=True)
    visit_key = models.CharField(max_length=40, blank=True)
    asked_for_on = models.DateField()
    planned = models.JSONField(default=list)
    request = models.CharField(max_length=10)
    asked = models.JSONField(default=list)
    state = models.CharField(
        max_length=12,
        choices=[(s.value, s.label) for s in InquiryState],
        default=InquiryState.DUE.value,
    )
    why = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=3, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    asked_by = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="inquiry_next",
                condition=Q(state__in=["due", "payer_down"]),
            ),
            models.Index(fields=["lease_until"], name="inquiry_out", condition=Q(state="sent")),
            models.Index(fields=["coverage_key", "-created_at"], name="inquiry_coverage"),
            models.Index(fields=["asked_for_on"], name="inquiry_visit"),
        ]

    def __str__(self) -> str:
        return f"inquiry {self.pk}"


class Evidence(PracticeModel):
    """The 270 as it went out and the answer as it came, sealed for this practice alone."""

    append_only = True
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="evidence")
    request = models.CharField(max_length=10)
    question = models.BinaryField()
    answer = models.BinaryField()
    outcome = models.CharField(max_length=12)
    trouble = models.CharField(max_length=20, blank=True)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        indexes = [models.Index(fields=["inquiry", "id"], name="evidence_inquiry")]

    def __str__(self) -> str:
        return f"evidence {self.pk}"
