"""Public tables: whose turn it is, what payers of a group do, and what its members used."""

from typing import ClassVar

from django.db import models

from billing.payers.models import Payer
from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice


class Turn(models.Model):
    """When a practice's next inquiry is due; a run that has it leases it for a while."""

    rights: ClassVar[Rights] = Rights(practice="SIU", own_column="practice_id")
    practice = models.OneToOneField(Practice, models.CASCADE, primary_key=True, related_name="+")
    next_at = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["next_at"],
                name="eligibility_turn_due",
                condition=models.Q(next_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"turn {self.pk}"


class PayerHabit(models.Model):
    """How a payer answers the practices of one group: requests it fills, percents it usually says.

    `polarity` is "" until a person accepts that the payer tells the plan's part. No patient.
    """

    rights: ClassVar[Rights] = Rights(practice="SIU", group_column="organization_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    payer = models.ForeignKey(Payer, models.CASCADE, related_name="+")
    polarity = models.CharField(
        max_length=8,
        choices=[("", "As it comes"), ("standard", "The patient's part"), ("reversed", "Plan's")],
        blank=True,
    )
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    tried = models.JSONField(default=dict)
    percents = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organization", "payer"], name="payer_habit_once")
        ]

    def __str__(self) -> str:
        return f"habit {self.pk}"


class MemberUse(models.Model):
    """A line that some practice of the group sent and no payer has answered.

    `member` is a keyed hash of organization, payer, member number and day of birth: who has the
    rows alone cannot tell a person. A practice reads its group's rows and writes its own.
    """

    rights: ClassVar[Rights] = Rights(
        practice="SIUD", own_column="practice_id", group_column="organization_id"
    )
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    member = models.CharField(max_length=64)
    line_id = models.UUIDField()
    code = models.CharField(max_length=10)
    service_class = models.CharField(max_length=30, blank=True)
    served_on = models.DateField()
    cents = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["practice", "line_id"], name="member_use_once")
        ]
        indexes = [models.Index(fields=["organization", "member"], name="member_use_member")]

    def __str__(self) -> str:
        return f"use {self.pk}"
