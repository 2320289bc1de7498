"""Patients, their cover and the people who treat them, as the practice's own system has them."""

from django.db import models

from practices.registry.guard import PracticeModel


class Provider(PracticeModel):
    """Someone who treats. `source_key` is the practice system's own key, here and below."""

    source_key = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    role = models.CharField(
        max_length=9, choices=[("dentist", "Dentist"), ("hygienist", "Hygienist")]
    )
    npi = models.CharField(max_length=10)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["source_key"], name="provider_source_key_once")
        ]

    def __str__(self) -> str:
        return f"provider {self.source_key}"


class Patient(PracticeModel):
    """A person who is treated."""

    source_key = models.CharField(max_length=40)
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=60)
    born_on = models.DateField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["source_key"], name="patient_source_key_once")
        ]

    def __str__(self) -> str:
        return f"patient {self.source_key}"


class Coverage(PracticeModel):
    """A patient's insurance. `payer_id` points into the shared directory of payers."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="coverages")
    payer_id = models.UUIDField()
    rank = models.PositiveSmallIntegerField(choices=[(1, "Primary"), (2, "Secondary")])
    member_id = models.CharField(max_length=80)
    plan_kind = models.CharField(
        max_length=10,
        choices=[
            ("ppo", "PPO"),
            ("hmo", "HMO"),
            ("medicaid", "Medicaid"),
            ("indemnity", "Indemnity"),
        ],
    )

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["patient", "rank"], name="coverage_one_each_rank")
        ]

    def __str__(self) -> str:
        return f"coverage {self.pk}"


class SourceRow(PracticeModel):
    """One row of the practice's own system as it was last read: what `practices.sync` keeps.

    `values` are the canonical bytes both sides hash, in the order of the stream's columns; meaning
    is given to them later. `change` counts what was done to its table, in the order in which it was
    done: whoever has read up to one change finds here what came after. A row that is gone at the
    source stays, with the moment at which it was first missed and then known to be gone.
    """

    watched = False  # the batch leaves the event
    id = None  # type: ignore[assignment]  # the key of the source is the key
    pk = models.CompositePrimaryKey("table", "key")
    table = models.CharField(max_length=64)
    key = models.CharField(max_length=255)
    bucket = models.BigIntegerField()
    hash = models.BinaryField()
    stamp = models.DateTimeField(null=True)
    change = models.BigIntegerField()
    values = models.TextField()
    missed_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        # The bucket first: an index that begins like the key's may be taken for it while the
        # table has no statistics. Changes are counted for each table, so there it must be first.
        indexes = [
            models.Index(fields=["bucket", "table"], name="source_row_bucket"),
            models.Index(fields=["table", "change"], name="source_row_since"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"
