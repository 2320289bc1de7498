"""How rules stand in a group: switched, measured, written by the group itself. No patient data."""

from typing import ClassVar

from django.db import models

from billing.payers.models import Payer
from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice

MODES = [("on", "On"), ("observe", "Watched only"), ("off", "Off")]
SEVERITIES = [("hold", "Hold"), ("warn", "Look at"), ("info", "Know")]


class RuleSetting(models.Model):
    """A group's own word on one rule of the catalog; without one the catalog's holds."""

    rights: ClassVar[Rights] = Rights(practice="S")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=12)
    mode = models.CharField(max_length=7, choices=MODES)
    severity = models.CharField(max_length=4, choices=SEVERITIES, blank=True)
    reason = models.CharField(max_length=200)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organization", "rule"], name="rule_setting_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.mode}"


class OwnRule(models.Model):
    """A rule a group wrote in a form: when all of `when` hold, then the claim is held, because.

    `when` is as `own.py` reads it. Each change is a new version; findings keep the version that
    found them. One is `on` only after it was replayed over what is known of the past.
    """

    rights: ClassVar[Rights] = Rights(practice="S")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=80)
    when = models.JSONField()
    severity = models.CharField(max_length=4, choices=SEVERITIES)
    because = models.CharField(max_length=200)
    fix = models.CharField(max_length=200)
    mode = models.CharField(max_length=7, choices=MODES, default="off")
    payer = models.ForeignKey(Payer, models.PROTECT, null=True, related_name="+")
    from_on = models.DateField(null=True)
    until = models.DateField(null=True)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="own_rule_number_once")
        ]

    def __str__(self) -> str:
        return f"OWN-{self.number}"


class OwnEdit(models.Model):
    """A group's own edit, or its own form of one of the pack, for one payer or for all.

    `edit` is as `edits.Edit`; an edit with the id of the pack's stands above it, and one that is
    switched off takes it away. Each change is a new version.
    """

    rights: ClassVar[Rights] = Rights(practice="S")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    payer = models.ForeignKey(Payer, models.PROTECT, null=True, related_name="+")
    edit_id = models.CharField(max_length=20)
    edit = models.JSONField()
    is_off = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=200, default="")
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "payer", "edit_id"],
                name="own_edit_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.edit_id


class RuleReplay(models.Model):
    """One rule in one version, tried over a year of one practice's claims, so many at a time.

    `after` is the last claim looked at. `hits` are claims it would have flagged, `answered` those
    of them a payer answered, `denied` those it denied, `denied_for_it` for a reason it foresees.
    """

    rights: ClassVar[Rights] = Rights(practice="SIU", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=12)
    version = models.CharField(max_length=8)
    after = models.UUIDField(null=True)
    claims = models.PositiveIntegerField(default=0)
    hits = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    denied = models.PositiveIntegerField(default=0)
    denied_for_it = models.PositiveIntegerField(default=0)
    at_risk_cents = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["practice", "rule", "version"], name="rule_replay_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.version}"


class RuleCount(models.Model):
    """What a rule came to in one practice and month of service, without a word about a patient.

    `answered` and `denied_for_it` count flagged claims that a payer answered, and those it denied
    for a reason the rule foresees.
    """

    rights: ClassVar[Rights] = Rights(practice="SIUD", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=12)
    month = models.DateField()
    hits = models.PositiveIntegerField()
    overridden = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    denied = models.PositiveIntegerField()
    denied_for_it = models.PositiveIntegerField()
    at_risk_cents = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["practice", "rule", "month"], name="rule_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.month}"
