"""Agents at practices, what they have read so far, and what they must write."""

from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.guard import PracticeModel
from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.sync.course import WriteBackState
from practices.sync.writebacks import WriteBack, WriteBackNote, WriteMode, WriteStop, WriteSwitch

__all__ = [
    "Agent",
    "AgentRole",
    "AgentState",
    "Batch",
    "EnrolmentCode",
    "Nonce",
    "Stream",
    "WriteBack",
    "WriteBackNote",
    "WriteBackState",
    "WriteMode",
    "WriteStop",
    "WriteSwitch",
]


class EnrolmentCode(models.Model):
    """Lets one agent introduce itself at one practice, once, for a day. Only its hash is kept."""

    rights: ClassVar[Rights] = Rights()
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    code_sha256 = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"enrolment code {self.pk}"


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
    """

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
    pms = models.CharField(max_length=80, choices=[("open_dental", "Open Dental")])
    enrolled_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    said = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["practice", "state"], name="agent_practice")]

    def __str__(self) -> str:
        return f"agent {self.key_id}"


class Nonce(models.Model):
    """A signature that was seen: it counts once. Rows older than a signature may be are dropped."""

    rights: ClassVar[Rights] = Rights()
    value = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["at"], name="nonce_at")]

    def __str__(self) -> str:
        return "nonce"


class Stream(PracticeModel):
    """How far one table has been read. The agent's copy of this is a cache.

    An epoch ends when the source is another one, or an older one: then all is read again, and
    nothing is taken for gone until a person has looked. `lets_deletes`: a person has, and what is
    reported next goes however much it is.
    """

    table = models.CharField(max_length=64)
    epoch = models.PositiveIntegerField(default=1)
    next_seq = models.PositiveIntegerField(default=1)
    cursor = models.CharField(max_length=400, blank=True)
    map = models.CharField(max_length=40)
    schema = models.CharField(max_length=64)
    identity = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    top = models.BigIntegerField(null=True)
    holds_deletes = models.BooleanField(default=False)
    lets_deletes = models.BooleanField(default=False)
    paused = models.CharField(max_length=200, blank=True)
    read_to = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["table"], name="stream_once")]

    def __str__(self) -> str:
        return f"stream {self.table}"

    @property
    def doing(self) -> str:
        """In words, from the first word of the cursor."""
        word = self.cursor.partition(":")[0]
        if not word:
            return "Not begun"
        return "First reading" if word == "backfill" else "As it changes"


class Batch(PracticeModel):
    """Rows that came together: what was answered, so that the same again is answered the same."""

    append_only = True
    table = models.CharField(max_length=64)
    epoch = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["table", "epoch", "seq"], name="batch_once")]

    def __str__(self) -> str:
        return f"batch {self.table} {self.epoch}/{self.seq}"
