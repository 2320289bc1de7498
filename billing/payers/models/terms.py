"""What a payer wants of a group's claims, and which practices have claims to it."""

from typing import ClassVar

from django.db import models

from billing.payers.models.directory import Payer
from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice

CLAIM_DATES = [("seat", "The day it is seated"), ("preparation", "The day of preparation")]


class PayerTerms(models.Model):
    """What a group knows that a payer wants; NULL, "" and [] are what nobody knows.

    `filing_days` and `duplicate_days` are calendar days. `wants` are pairs of codes, as
    `billing.coding.codes` reads them, and of what the payer wants with them.
    """

    rights: ClassVar[Rights] = Rights(practice="S")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+")
    filing_days = models.PositiveSmallIntegerField(null=True)
    duplicate_days = models.PositiveSmallIntegerField(null=True)
    claim_dates = models.CharField(max_length=11, choices=CLAIM_DATES, blank=True)
    wants = models.JSONField(default=list)
    unsolicited_slow = models.BooleanField(null=True)
    primary_eob = models.BooleanField(null=True)
    ncci = models.BooleanField(null=True)
    is_medicaid = models.BooleanField(null=True)
    is_medical = models.BooleanField(null=True)
    narrative_characters_max = models.PositiveSmallIntegerField(null=True)
    claim_lines_max = models.PositiveSmallIntegerField(null=True)
    member_id_pattern = models.CharField(max_length=100, blank=True)
    one_day_per_claim = models.BooleanField(null=True)
    reason = models.CharField(max_length=200)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organization", "payer"], name="payer_terms_once")
        ]

    def __str__(self) -> str:
        return f"terms {self.pk}"


class PayerUse(models.Model):
    """A practice has claims to a payer; `last_on` is the newest day of service among them."""

    rights: ClassVar[Rights] = Rights(practice="SIU", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+")
    last_on = models.DateField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["practice", "payer"], name="payer_use_once")]

    def __str__(self) -> str:
        return f"use {self.pk}"
