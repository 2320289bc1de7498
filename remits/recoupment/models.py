"""Provider-level adjustments kept open until their other half arrives or a person settles them."""

from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization


class OpenItem(models.Model):
    """One PLB pair. `cents` has the sign of the file: positive lowered the payment.

    It belongs to a tax ID; `practice_id` says in whose ledger it was booked, if that was clear.
    """

    rights: ClassVar[Rights] = Rights(
        app="", practice="SU", clearing="SIUD", own_column="practice_id"
    )
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    payment_id = models.UUIDField()
    practice_id = models.UUIDField(null=True)
    tax_id = models.CharField(max_length=20, blank=True)
    originator_id = models.CharField(max_length=30)
    payer_name = models.CharField(max_length=80)
    provider = models.CharField(max_length=50)
    reason = models.CharField(max_length=3)
    reference = models.CharField(max_length=60, blank=True)
    cents = models.BigIntegerField()
    arisen_on = models.DateField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["organization", "originator_id", "reason", "reference"],
                name="open_item_open",
                condition=models.Q(settled_at__isnull=True),
            ),
            models.Index(fields=["payment_id"], name="open_item_payment"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.cents}"
