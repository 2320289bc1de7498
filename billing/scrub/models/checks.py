"""A claim's last check, and what was found then and before."""

from typing import Self

import msgspec
from django.db import models
from django.db.models import Q

from billing.claims.models import Claim
from billing.scrub.corrections import is_clerical
from billing.scrub.finding import Change
from practices.registry.guard import GuardedQuerySet, PracticeModel


class ClaimCheck(PracticeModel):
    """How a claim stands with the rules. One that is due changed since, and is checked next.

    `ruleset` tells which rules in which versions looked at it. `risk_permille` is how probably it
    is denied, by `risk_model`; None where no model speaks.
    """

    claim = models.OneToOneField(Claim, models.PROTECT, related_name="check_of")
    verdict = models.CharField(
        max_length=6,
        choices=[("ready", "Ready"), ("held", "Held"), ("failed", "Could not be checked")],
        blank=True,
    )
    is_due = models.BooleanField(default=True)
    checked_at = models.DateTimeField(null=True)
    ruleset = models.CharField(max_length=8, blank=True)
    holds = models.PositiveSmallIntegerField(default=0)
    warns = models.PositiveSmallIntegerField(default=0)
    infos = models.PositiveSmallIntegerField(default=0)
    at_risk_cents = models.BigIntegerField(default=0)
    risk_permille = models.PositiveSmallIntegerField(null=True)
    risk_model = models.CharField(max_length=20, blank=True)
    why_failed = models.CharField(max_length=200, blank=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        indexes = [
            models.Index(fields=["id"], name="claim_check_due", condition=Q(is_due=True)),
            models.Index(fields=["verdict", "-at_risk_cents", "id"], name="claim_check_verdict"),
        ]

    def __str__(self) -> str:
        return f"check of {self.claim_id}"


class FindingQuerySet(GuardedQuerySet["FindingRow"]):
    def standing(self) -> Self:
        """Found by the last check; a person may have answered it."""
        return self.filter(gone_at=None)

    def holding(self) -> Self:
        return self.standing().filter(severity="hold", answer="")


class FindingRow(PracticeModel):
    """What one rule said of one claim, until it says so no more.

    `mark` is the same for the same words about the same line, so that a person's answer stays
    with them when the claim is checked again. `answer` is "" or `overridden`, with a reason.
    `change` is as `finding.Change`, where the rule knows what would be right.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="findings")
    mark = models.CharField(max_length=16)
    rule = models.CharField(max_length=12)
    version = models.CharField(max_length=8)
    severity = models.CharField(
        max_length=4, choices=[("hold", "Hold"), ("warn", "Look at"), ("info", "Know")]
    )
    line = models.PositiveSmallIntegerField(null=True)
    text = models.CharField(max_length=400)
    fix = models.CharField(max_length=300)
    money_cents = models.BigIntegerField()
    stands_on = models.JSONField(default=list)
    change = models.JSONField(null=True)
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_name = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = FindingQuerySet.as_manager()  # type: ignore[misc]  # the plugin calls the parent's manager a class variable

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "mark"], name="finding_once", condition=Q(gone_at=None)
            )
        ]
        indexes = [
            models.Index(
                fields=["rule", "-money_cents", "id"],
                name="finding_by_rule",
                condition=Q(gone_at=None, answer=""),
            ),
            models.Index(fields=["claim"], name="finding_claim"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.pk}"

    @property
    def asks_provider(self) -> bool:
        """The rule knows what would be right, and it is not for the machine to change."""
        return self.change is not None and not is_clerical(msgspec.convert(self.change, Change))
