"""Agents at practices."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.sync import maps


class AgentState(models.TextChoices):
    WAITING = "waiting", "Waits for approval"
    ACTIVE = "active", "Active"
    REVOKED = "revoked", "Revoked"


class AgentRole(models.TextChoices):
    READER = "reader", "Reads"
    WRITER = "writer", "Writes"


class Agent(models.Model):
    """One installation at one practice, known by its key; a person compared its words first.

    Reading and writing are two programs with a key each; neither can do the other's work.

    `drops_since`: from when on a person lets it bring remittance files; None: it may not.

    `signed_by` is the key of the call that is answered, not kept: the newest, or the one before.
    """

    signed_by = ""
    rights: ClassVar[Rights] = Rights(practice="S", own_column="practice_id")
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="agents")
    key_id = models.CharField(max_length=20, unique=True)
    public_key = models.BinaryField()
    state = models.CharField(
        max_length=7, choices=AgentState.choices, default=AgentState.WAITING.value
    )
    role = models.CharField(max_length=6, choices=AgentRole.choices, default=AgentRole.READER.value)
    version = models.CharField(max_length=40)
    system = models.CharField(max_length=80)
    pms = models.CharField(max_length=80, choices=list(maps.NAMES.items()))
    enrolled_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    said = models.JSONField(default=dict)
    keyed_at = models.DateTimeField(null=True)
    drops_since = models.DateTimeField(null=True)
    diagnostics_asked_at = models.DateTimeField(null=True)
    diagnostics = models.JSONField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["practice", "state"], name="agent_practice")]

    def __str__(self) -> str:
        return f"agent {self.key_id}"

    @property
    def may_be_let_drop(self) -> bool:
        return (self.state, self.role) == (AgentState.ACTIVE, AgentRole.READER)

    @property
    def key_since(self) -> datetime:
        return self.keyed_at or self.enrolled_at
