"""Which clearinghouse takes which transaction of which payer, and who is enrolled for it."""

from typing import ClassVar

from django.db import models

from billing.payers.models import Payer
from billing.submission.models.houses import Clearinghouse
from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization

TRANSACTIONS = [
    ("claims", "Claims (837D)"),
    ("status", "Claim status (276)"),
    ("era", "Remittances (835)"),
    ("eft", "Payments to the bank (EFT)"),
    ("eligibility", "Eligibility (270)"),
]


class Route(models.Model):
    """The lowest `rank` that is in force wins; without a payer it is for all payers."""

    rights: ClassVar[Rights] = Rights(practice="S", group_column="organization_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    payer = models.ForeignKey(Payer, models.CASCADE, related_name="+", null=True)
    transaction = models.CharField(max_length=11, choices=TRANSACTIONS)
    house = models.ForeignKey(Clearinghouse, models.CASCADE, related_name="routes")
    rank = models.PositiveSmallIntegerField(default=1)
    payer_code = models.CharField(max_length=20, blank=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "payer", "transaction", "house"],
                name="submission_route_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"route {self.pk}"


class Enrolment(models.Model):
    """What a payer asks before it deals with a tax ID and NPI through one clearinghouse."""

    rights: ClassVar[Rights] = Rights(practice="S", group_column="organization_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    house = models.ForeignKey(Clearinghouse, models.CASCADE, related_name="enrolments")
    payer = models.ForeignKey(Payer, models.CASCADE, related_name="+")
    tax_id = models.CharField(max_length=9)
    npi = models.CharField(max_length=10)
    transaction = models.CharField(max_length=11, choices=TRANSACTIONS)
    state = models.CharField(
        max_length=8,
        choices=[
            ("needed", "To be asked for"),
            ("asked", "Asked for"),
            ("active", "In force"),
            ("refused", "Refused"),
            ("ended", "Ended"),
        ],
        default="needed",
    )
    asked_on = models.DateField(null=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["house", "payer", "tax_id", "npi", "transaction"], name="enrolment_once"
            )
        ]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"
