"""Files from payers as they came, the payments in them, and each practice's share.

These rows belong to no practice and hold patients' data, so only the clearing role reads them; a
practice sees its own shares and nothing else.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization

CLEARING_ONLY = Rights(app="", clearing="SIUD")


class FileState(models.TextChoices):
    RECEIVED = "received", "Received"
    READ = "read", "Read"
    REFUSED = "refused", "Refused"


class RemitFile(models.Model):
    """The bytes as they came, kept whole under their hash."""

    rights: ClassVar[Rights] = CLEARING_ONLY
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    size_bytes = models.BigIntegerField()
    content = models.BinaryField()
    source = models.CharField(max_length=20)
    state = models.CharField(
        max_length=8, choices=FileState.choices, default=FileState.RECEIVED.value
    )
    refusal = models.JSONField(null=True)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=60)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organization", "sha256"], name="remit_file_once")
        ]
        indexes = [models.Index(fields=["organization", "-id"], name="remit_file_newest")]

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def state_label(self) -> str:
        return FileState(self.state).label


class Arrival(models.Model):
    """Each time a file comes, the same bytes again included.

    `from_practice_id` is the practice whose agent brought it; the trace must outlive the practice.
    """

    rights: ClassVar[Rights] = CLEARING_ONLY
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(RemitFile, models.PROTECT, related_name="arrivals")
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=20)
    from_practice_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"arrival {self.pk}"


class PaymentState(models.TextChoices):
    SPLIT = "split", "Split to practices"
    PARTED = "parted", "Partly split: some claims have no practice yet"
    QUARANTINED = "quarantined", "Quarantined"
    DUPLICATE = "duplicate", "Came before"
    FOREIGN = "foreign", "Not for this group"


STOPPED = (PaymentState.QUARANTINED, PaymentState.DUPLICATE, PaymentState.FOREIGN)


class Payment(models.Model):
    """One ST of a remittance: one cheque, EFT or zero payment, with the proof that it balances.

    `paid_cents` is BPR02 = `claims_cents` minus `adjustments_cents` (PLB, positive lowers).
    """

    rights: ClassVar[Rights] = CLEARING_ONLY
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(RemitFile, models.PROTECT, related_name="payments")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    ordinal = models.PositiveIntegerField()
    control = models.CharField(max_length=20)
    originator_id = models.CharField(max_length=30)
    payer_name = models.CharField(max_length=80)
    trace = models.CharField(max_length=60)
    method = models.CharField(max_length=5)
    payee_npi = models.CharField(max_length=20, blank=True)
    payee_tax_id = models.CharField(max_length=20, blank=True)
    payee_name = models.CharField(max_length=80, blank=True)
    paid_cents = models.BigIntegerField()
    claims_cents = models.BigIntegerField()
    adjustments_cents = models.BigIntegerField()
    claim_count = models.PositiveIntegerField()
    effective_on = models.DateField(null=True)
    state = models.CharField(max_length=11, choices=PaymentState.choices)
    gaps = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    body_sha256 = models.CharField(max_length=64)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # Above zero where a person said: same payer, trace, amount and day, yet another payment.
    twin = models.PositiveSmallIntegerField(default=0, db_default=0)
    proof = models.JSONField(null=True)
    adjustments = models.JSONField(default=list)
    unrouted = models.BinaryField(null=True)
    read_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["file", "ordinal"], name="payment_once_a_file"),
            models.UniqueConstraint(
                fields=[
                    "organization",
                    "originator_id",
                    "trace",
                    "payee_npi",
                    "payee_tax_id",
                    "paid_cents",
                    "effective_on",
                    "twin",
                ],
                name="payment_once",
                condition=~Q(state="duplicate") & ~Q(state="quarantined"),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(state="quarantined")
                | Q(state="duplicate")
                | Q(state="foreign")
                | Q(paid_cents=models.F("claims_cents") - models.F("adjustments_cents")),
                name="payment_balances",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "body_sha256"], name="payment_body"),
            models.Index(fields=["organization", "-id"], name="payment_newest"),
        ]

    def __str__(self) -> str:
        return f"payment {self.pk}"

    @property
    def state_label(self) -> str:
        return PaymentState(self.state).label

    @property
    def is_stopped(self) -> bool:
        """Nothing of it was used."""
        return self.state in STOPPED

    @property
    def differs(self) -> bool:
        """It looks like an earlier payment and holds other claims."""
        first = self.duplicate_of
        return first is not None and first.body_sha256 != self.body_sha256

    @property
    def can_be_taken_up(self) -> bool:
        """Never what is the same to the last claim: it would be booked twice."""
        return self.state == PaymentState.FOREIGN or (
            self.state == PaymentState.DUPLICATE and self.differs
        )


class Share(models.Model):
    """One practice's part of a payment. `body` is what the practice needs of it and no more.

    The proof must outlive the practice, so `practice_id` is not a key.
    """

    rights: ClassVar[Rights] = Rights(
        app="", practice="SU", clearing="SIUD", own_column="practice_id"
    )
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="shares")
    practice_id = models.UUIDField()
    part = models.PositiveIntegerField(default=1)
    claims_cents = models.BigIntegerField()
    adjustments_cents = models.BigIntegerField()
    claim_count = models.PositiveIntegerField()
    body = models.BinaryField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["payment", "practice_id", "part"], name="share_once")
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"

    @property
    def net_cents(self) -> int:
        return self.claims_cents - self.adjustments_cents
