"""What is known of a mouth beside its procedures: teeth that are not there, and pockets."""

from django.db import models

from practices.mirror.models.fields import words
from practices.mirror.models.record import Record, linked


class MissingTooth(Record):
    """A tooth the chart shows as missing; nobody notes since when."""

    patient = linked("Patient", "patient_key")
    tooth = words(4)

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["patient"], name="missing_tooth_patient")]


class PerioExam(Record):
    """A periodontal charting."""

    patient = linked("Patient", "patient_key")
    provider = linked("Provider", "provider_key")
    examined_on = models.DateField(null=True)

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["patient"], name="perio_exam_patient")]


class PerioMeasure(Record):
    """One row of a charting: six places of a tooth in mm, or one value; None where not measured."""

    exam = linked("PerioExam", "exam_key")
    kind = models.CharField(
        max_length=9,
        choices=[
            ("mobility", "Mobility"),
            ("furcation", "Furcation"),
            ("margin", "Gingival margin"),
            ("junction", "Mucogingival junction"),
            ("probing", "Probing depth"),
            ("skipped", "Tooth skipped"),
            ("bleeding", "Bleeding, suppuration, plaque"),
            ("other", "Other"),
        ],
    )
    tooth = words(4)
    value = models.SmallIntegerField(null=True)
    mesial_buccal = models.SmallIntegerField(null=True)
    buccal = models.SmallIntegerField(null=True)
    distal_buccal = models.SmallIntegerField(null=True)
    mesial_lingual = models.SmallIntegerField(null=True)
    lingual = models.SmallIntegerField(null=True)
    distal_lingual = models.SmallIntegerField(null=True)

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["exam"], name="perio_measure_exam")]
