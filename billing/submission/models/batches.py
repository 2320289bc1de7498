"""Batches that leave: what goes out, and whose turn it is."""

from typing import ClassVar

from django.db import models

from billing.submission.models.houses import Clearinghouse
from compliance.access.rights import Rights
from practices.registry.guard import PracticeModel
from practices.registry.ids import new_id
from practices.registry.models import Practice

KINDS = [("claims", "Claims (837D)"), ("status", "Claim status (276)")]


class Departure(models.Model):
    """One interchange of ours: whose it is, and when it is tried next (None: it is through).

    Its id is the batch's; `control` is ISA13 and GS06, `reference` BHT03. An acknowledgement finds
    its practice here and nothing more.
    """

    rights: ClassVar[Rights] = Rights(practice="SIU", clearing="S", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    house = models.ForeignKey(Clearinghouse, models.PROTECT, related_name="+")
    control = models.BigIntegerField()
    reference = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=6, choices=KINDS)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["house", "control"], name="departure_control_once")
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="departure_due",
                condition=models.Q(next_at__isnull=False),
            ),
            models.Index(fields=["practice", "-made_at"], name="departure_of_practice"),
        ]

    def __str__(self) -> str:
        return f"departure {self.pk}"


class Batch(PracticeModel):
    """One file of ours to one clearinghouse. Its id is its key there, the same at each try.

    `state`: written, staged (it lies there and is not theirs yet), sent, unsure (perhaps theirs: a
    person asks), refused (they said no; its claims came back), withdrawn. `verdict` is what the
    999 or TA1 said of the file. `receipt` is their number.
    """

    house_id = models.UUIDField()
    kind = models.CharField(max_length=6, choices=KINDS)
    reference = models.CharField(max_length=30, unique=True)
    control = models.BigIntegerField()
    state = models.CharField(
        max_length=9,
        choices=[
            ("written", "Written"),
            ("staged", "On its way"),
            ("sent", "Sent"),
            ("unsure", "Perhaps sent"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        default="written",
    )
    claims = models.PositiveIntegerField()
    charge_cents = models.BigIntegerField()
    tries = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=200, blank=True)
    receipt = models.CharField(max_length=80, blank=True)
    verdict = models.CharField(max_length=1, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    staged_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    verdict_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        indexes = [models.Index(fields=["-made_at", "-id"], name="batch_newest")]

    def __str__(self) -> str:
        return f"batch {self.pk}"

    @property
    def name(self) -> str:
        return f"{self.pk.hex}.{'837' if self.kind == 'claims' else '276'}"


class BatchFile(PracticeModel):
    """The bytes as they leave, pressed and sealed for this practice."""

    append_only = True
    batch = models.OneToOneField(Batch, models.PROTECT, related_name="file")
    sealed = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"file of {self.batch_id}"
