"""Files that clearinghouses leave for us, and each practice's share of them.

These rows belong to no practice and may hold patients' data, so only the clearing role reads them;
a practice takes its own shares and sees nothing else.
"""

from typing import ClassVar

from django.db import models

from billing.submission.models.houses import Clearinghouse
from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice


class InboundFile(models.Model):
    """The bytes as they came, once by their hash, whatever the file is called.

    `kind`: ack (TA1, 999), claims (277CA), status (277), era (835), bank, or "" where it is none of
    them. `strangers` are numbers that nobody of the group sent, or that two did, each with why.
    """

    rights: ClassVar[Rights] = Rights(app="", clearing="SIUD")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    house = models.ForeignKey(Clearinghouse, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=6, blank=True)
    size_bytes = models.BigIntegerField()
    content = models.BinaryField()
    state = models.CharField(
        max_length=8,
        choices=[("received", "Received"), ("read", "Read"), ("refused", "Refused")],
        default="received",
    )
    refusal = models.JSONField(null=True)
    strangers = models.JSONField(default=list)
    times = models.PositiveIntegerField(default=1)
    received_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organization", "sha256"], name="inbound_file_once")
        ]
        indexes = [models.Index(fields=["house", "-id"], name="inbound_file_newest")]

    def __str__(self) -> str:
        return f"inbound {self.pk}"


class InboundShare(models.Model):
    """What one file says to one practice; its body leaves with the practice that takes it."""

    rights: ClassVar[Rights] = Rights(practice="SU", clearing="SIUD", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(InboundFile, models.PROTECT, related_name="shares")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    part = models.PositiveSmallIntegerField(default=1)
    count = models.PositiveIntegerField()
    body = models.BinaryField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["file", "practice", "part"], name="inbound_share_once")
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"
