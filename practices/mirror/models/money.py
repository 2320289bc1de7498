"""Patients' money as the practice's own system has it: payments, their parts, adjustments."""

from django.db import models

from practices.mirror.models.record import Record, linked


class PatientPayment(Record):
    """Money a patient or guarantor paid; its parts say for what."""

    patient = linked("Patient", "patient_key")
    cents = models.BigIntegerField()
    paid_on = models.DateField(null=True)
    kind_key = models.CharField(max_length=40, blank=True)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["patient"], name="patient_payment_patient"),
        ]


class PaymentPart(Record):
    """The part of a patient's payment that is for one patient and, if named, one procedure."""

    payment = linked("PatientPayment", "payment_key")
    patient = linked("Patient", "patient_key")
    procedure = linked("Procedure", "procedure_key")
    cents = models.BigIntegerField()
    paid_on = models.DateField(null=True)
    is_unearned = models.BooleanField(default=False)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["patient"], name="payment_part_patient"),
            models.Index(fields=["payment"], name="payment_part_payment"),
        ]


class Adjustment(Record):
    """A discount, fee or correction on a patient's account; negative lowers what is owed."""

    patient = linked("Patient", "patient_key")
    procedure = linked("Procedure", "procedure_key")
    cents = models.BigIntegerField()
    adjusted_on = models.DateField(null=True)
    kind_key = models.CharField(max_length=40, blank=True)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["patient"], name="adjustment_patient"),
        ]
