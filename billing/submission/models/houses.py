"""Clearinghouses of a group: where they are, and as whom we come."""

from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization


class Clearinghouse(models.Model):
    """`kind`, `address`, `port`, `user`, `host_keys`, `folders` are those of `Place`.

    `sender` and `receiver` are ISA06 and ISA08. `control` is the last interchange number given.
    One that is not `is_on` gets nothing and is not asked: what would go to it waits, or takes
    another route. `trouble` is a word of what stands in the way, "" if nothing does.
    """

    rights: ClassVar[Rights] = Rights(practice="S", clearing="S", group_column="organization_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    kind = models.CharField(
        max_length=6, choices=[("sftp", "SFTP"), ("http", "HTTPS"), ("folder", "Folder")]
    )
    address = models.CharField(max_length=300)
    port = models.PositiveIntegerField(default=22)
    user = models.CharField(max_length=80, blank=True)
    host_keys = models.JSONField(default=list)
    folders = models.JSONField(default=dict)
    sender = models.CharField(max_length=15)
    receiver = models.CharField(max_length=15)
    sender_qualifier = models.CharField(max_length=2, default="ZZ")
    receiver_qualifier = models.CharField(max_length=2, default="ZZ")
    is_test = models.BooleanField(default=True)
    honours_keys = models.BooleanField(default=True)
    sweeps = models.BooleanField(default=False)
    is_on = models.BooleanField(default=True)
    off_because = models.CharField(max_length=200, blank=True)
    control = models.BigIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=120, blank=True)
    trouble_since = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="clearinghouse_once")
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="clearinghouse_due", condition=models.Q(is_on=True)
            )
        ]

    def __str__(self) -> str:
        return self.name


class HouseSecret(models.Model):
    """What proves us there, sealed; no practice's role reads it."""

    rights: ClassVar[Rights] = Rights()
    house = models.OneToOneField(
        Clearinghouse, models.CASCADE, primary_key=True, related_name="secret"
    )
    sealed = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"secret of {self.pk}"
