"""What is planned and what was done: appointments and procedures."""

from django.db import models

from practices.mirror.models.fields import flag, small, words
from practices.mirror.models.record import Record, linked


class Appointment(Record):
    """A visit; `minutes` is its length."""

    patient = linked("Patient", "patient_key")
    provider = linked("Provider", "provider_key")
    hygienist = linked("Provider", "hygienist_key")
    operatory_key = models.CharField(max_length=40, blank=True)
    status = models.CharField(
        max_length=11,
        choices=[
            ("scheduled", "Scheduled"),
            ("complete", "Complete"),
            ("unscheduled", "To be scheduled"),
            ("broken", "Missed or cancelled"),
            ("planned", "Planned"),
            ("note", "Note"),
        ],
    )
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    is_hygiene = models.BooleanField(default=False)
    is_new_patient = models.BooleanField(default=False)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["patient"], name="appointment_patient"),
            models.Index(fields=["starts_at"], name="appointment_starts_at"),
        ]


class ProcedureCode(Record):
    """A code of the practice's own list; `label` is the practice's licensed text for it.

    `area` says of what it is done: surface, tooth, mouth, quadrant, sextant, arch or teeth.
    """

    code = models.CharField(max_length=15)
    label = models.CharField(max_length=255, blank=True)
    is_hygiene = models.BooleanField(default=False)
    is_never_billed = models.BooleanField(default=False)
    is_prosthesis = flag(told=False)
    area = words(8)


class Procedure(Record):
    """A service, planned or done. `fee_cents` is for all its units.

    `prosthesis` is initial, replaced or ""; `place` a two-digit place of service; `diagnoses` up to
    four, with commas. `on_claim`: a line of a claim for money names it, which the mirror notes.
    """

    patient = linked("Patient", "patient_key")
    provider = linked("Provider", "provider_key")
    appointment = linked("Appointment", "appointment_key")
    code = linked("ProcedureCode", "code_key")
    status = models.CharField(
        max_length=9,
        choices=[
            ("planned", "Planned"),
            ("complete", "Complete"),
            ("existing", "Existing"),
            ("referred", "Referred"),
            ("condition", "Condition"),
            ("deleted", "Deleted"),
        ],
    )
    done_on = models.DateField(null=True)
    planned_on = models.DateField(null=True)
    fee_cents = models.BigIntegerField()
    tooth = models.CharField(max_length=4, blank=True)
    tooth_range = models.CharField(max_length=100, blank=True)
    surfaces = models.CharField(max_length=10, blank=True)
    clinic = linked("Clinic", "clinic_key")
    quantity = small(1)
    place = words(2)
    prosthesis = words(8)
    prior_placed_on = models.DateField(null=True)
    is_prior_guessed = flag(told=False)
    diagnoses = words(80)
    claim_note = words(80)
    is_emergency = flag(told=False)
    is_locked = flag(told=False)
    completed_on = models.DateField(null=True)
    on_claim = flag(told=False)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["patient"], name="procedure_patient"),
            models.Index(fields=["status", "done_on"], name="procedure_done"),
            models.Index(
                fields=["-done_on", "source_key"],
                name="procedure_unclaimed",
                condition=models.Q(
                    status="complete", on_claim=False, gone_at=None, fee_cents__gt=0
                ),
            ),
        ]
