"""Claims as the practice's own system has them; `billing.claims` makes ours of them."""

from django.db import models

from practices.mirror.models.fields import flag, small, text, words
from practices.mirror.models.record import Record, linked


class InsuranceClaim(Record):
    """`is_fresh`: it or a line of it changed, and `billing.claims` has not looked yet. `was_there`:
    it stood at the practice before we came.
    """

    patient = linked("Patient", "patient_key")
    provider = linked("Provider", "provider_key")
    subscription = linked("Subscription", "subscription_key")
    plan = linked("Plan", "plan_key")
    number = models.CharField(max_length=255, blank=True)
    payer_number = models.CharField(max_length=255, blank=True)
    kind = models.CharField(
        max_length=10,
        choices=[
            ("first", "To the first payer"),
            ("second", "To a second payer"),
            ("third", "To a third payer"),
            ("estimate", "Predetermination"),
            ("other", "Other"),
        ],
    )
    status = models.CharField(
        max_length=8,
        choices=[
            ("unsent", "Not sent"),
            ("held", "Held"),
            ("waiting", "Waiting to be sent"),
            ("sent", "Sent"),
            ("received", "Received"),
        ],
    )
    fee_cents = models.BigIntegerField()
    served_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    billing_provider = linked("Provider", "billing_provider_key")
    clinic = linked("Clinic", "clinic_key")
    relationship = words(9)
    frequency = words(1)
    place = words(2)
    narrative = text()
    note = words(400)
    predetermination_number = words(40)
    authorization_number = words(50)
    referral_number = words(40)
    attachment_number = words(255)
    attached = words(255)
    accident = words(10)
    accident_on = models.DateField(null=True)
    accident_state = words(2)
    is_orthodontic = flag(told=False)
    appliance_on = models.DateField(null=True)
    months_total = small()
    months_left = small()
    is_fresh = models.BooleanField(default=True)
    was_there = models.BooleanField(default=False)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["patient"], name="insurance_claim_patient"),
            models.Index(
                fields=["source_key"], name="claim_fresh", condition=models.Q(is_fresh=True)
            ),
        ]


class InsuranceLine(Record):
    """A service on a claim, or a payment for one that came beside it (`supplemental`)."""

    claim = linked("InsuranceClaim", "claim_key")
    procedure = linked("Procedure", "procedure_key")
    payment = linked("InsurancePayment", "payment_key")
    number = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(
        max_length=12,
        choices=[
            ("waiting", "Not received"),
            ("received", "Received"),
            ("estimate", "Predetermination"),
            ("supplemental", "Supplemental"),
            ("other", "Other"),
        ],
    )
    code = models.CharField(max_length=15, blank=True)
    fee_cents = models.BigIntegerField()
    paid_cents = models.BigIntegerField()
    write_off_cents = models.BigIntegerField()
    deductible_cents = models.BigIntegerField()
    served_on = models.DateField(null=True)
    reasons = words(255)
    remarks = words(255)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["claim"], name="insurance_line_claim"),
            models.Index(fields=["procedure"], name="insurance_line_procedure"),
            models.Index(fields=["payment"], name="insurance_line_payment"),
        ]


class InsurancePayment(Record):
    """A check or transfer of a payer, as the practice entered it."""

    number = models.CharField(max_length=80, blank=True)
    carrier_name = models.CharField(max_length=255, blank=True)
    cents = models.BigIntegerField()
    entered_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    is_partial = models.BooleanField(default=False)
