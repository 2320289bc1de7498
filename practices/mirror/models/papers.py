"""What was written down: notes, documents, the practice system's own log; and what is in stock."""

from django.db import models

from practices.mirror.models.fields import words
from practices.mirror.models.record import Record, linked


class Note(Record):
    """A note on a patient or a procedure."""

    patient = linked("Patient", "patient_key")
    procedure = linked("Procedure", "procedure_key")
    kind = models.CharField(
        max_length=9, choices=[("contact", "Contact"), ("procedure", "Of a procedure")]
    )
    at = models.DateTimeField(null=True)
    text = models.TextField()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["patient"], name="note_patient"),
        ]


class Document(Record):
    """A file in the patient's folder at the practice; its bytes stay there."""

    patient = linked("Patient", "patient_key")
    label = models.CharField(max_length=255, blank=True)
    kind = models.CharField(
        max_length=10,
        choices=[
            ("document", "Document"),
            ("radiograph", "Radiograph"),
            ("photo", "Photo"),
            ("file", "File"),
            ("attachment", "Attachment"),
        ],
    )
    category_key = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(null=True)
    teeth = words(100)
    provider_key = words(40)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["patient"], name="document_patient"),
        ]


class SourceEvent(Record):
    """An entry of the practice system's own log. Its text stays in the source row."""

    patient = linked("Patient", "patient_key")
    kind = models.PositiveSmallIntegerField()
    about_key = models.CharField(max_length=40, blank=True)
    user_key = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["kind", "at"], name="source_event_kind")]


class Supply(Record):
    """Something the practice keeps in stock."""

    label = models.CharField(max_length=255, blank=True)
    catalog_number = models.CharField(max_length=255, blank=True)
    supplier_key = models.CharField(max_length=40, blank=True)
    price_cents = models.BigIntegerField()
    wanted = models.FloatField()
    on_hand = models.FloatField()
    is_active = models.BooleanField(default=True)
