"""What a group's models learn from, and the models themselves. No patient data."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice


class RiskExample(models.Model):
    """One answered claim as features (`features.is_feature`), and whether it was denied.

    `claim_key` is a digest of the claim's id, so that a later answer stands in for an earlier one.
    `kept_at` is when the answer was kept in the practice: from there the next pouring goes on.
    """

    rights: ClassVar[Rights] = Rights(practice="SIUD", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    claim_key = models.CharField(max_length=32)
    features = models.JSONField()
    denied = models.BooleanField()
    answered_on = models.DateField()
    kept_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["practice", "claim_key"], name="risk_example_once")
        ]
        indexes = [
            models.Index(fields=["organization", "-answered_on", "id"], name="risk_example_newest"),
            models.Index(fields=["practice", "-kept_at", "id"], name="risk_example_kept"),
        ]

    def __str__(self) -> str:
        return f"example {self.pk}"


class RiskModel(models.Model):
    """One fit of a group, kept or refused, or (version 0) its word that the scorecard stands.

    `body` is as `model.to_json` gives it, None where nothing stands; `measures` are those of
    `fitting.Fitted`. `chosen_by` names who put it in force, "" where it came by itself.
    """

    rights: ClassVar[Rights] = Rights(practice="S")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    fitted_at = models.DateTimeField()
    body = models.JSONField(null=True)
    measures = models.JSONField()
    examples = models.PositiveIntegerField()
    refused = models.CharField(max_length=200, blank=True)
    is_current = models.BooleanField(default=False)
    current_since = models.DateTimeField(null=True)
    chosen_by = models.CharField(max_length=80, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organization", "version"], name="risk_version_once"),
            models.UniqueConstraint(
                fields=["organization"], name="risk_one_current", condition=Q(is_current=True)
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"
