"""Which dentist a payer has under contract, in one practice."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from billing.payers.models.directory import Payer
from practices.mirror.models import Provider
from practices.registry.guard import PracticeModel

STATUSES = [("in", "In network"), ("pending", "Applied, pending"), ("out", "Out of network")]


class Credential(PracticeModel):
    """A dentist with a payer here; no row is "nobody noted it". `until` is the last day."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+")
    status = models.CharField(max_length=7, choices=STATUSES)
    from_on = models.DateField(null=True)
    until = models.DateField(null=True)
    bill_while_pending = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["provider", "payer"], name="credential_once"),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until=None) | Q(until__gte=F("from_on")),
                name="credential_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"credential {self.pk}"

    def status_on(self, day: date) -> str:
        """`out` after its last day; before its first day rules look at `from_on` themselves."""
        return "out" if self.until and day > self.until else self.status
