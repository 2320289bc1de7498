"""Agents at practices, what they have read so far, and what they must write."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from compliance.access.rights import Rights
from practices.registry.guard import PracticeModel
from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.sync import maps
from practices.sync.course import WriteBackState
from practices.sync.writebacks import WriteBack, WriteBackNote, WriteMode, WriteStop, WriteSwitch

__all__ = [
    "Agent",
    "AgentRole",
    "AgentState",
    "Batch",
    "EnrolmentCode",
    "FormerKey",
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
    diagnostics_asked_at = models.DateTimeField(null=True)
    diagnostics = models.JSONField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["practice", "state"], name="agent_practice")]

    def __str__(self) -> str:
        return f"agent {self.key_id}"

    @property
    def key_since(self) -> datetime:
        return self.keyed_at or self.enrolled_at


class FormerKey(models.Model):
    """The key an agent had before: good for a few days more, as the new one may not be kept yet."""

    rights: ClassVar[Rights] = Rights()
    key_id = models.CharField(max_length=20, primary_key=True)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="former_keys")
    public_key = models.BinaryField()
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"former key {self.key_id}"


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
    reported next goes however much it is. `changes` numbers what is done to its rows, for good; it
    is raised under the stream's lock, so that nothing appears later under an earlier number.

    `types` are the source's columns as a person last agreed to them, `remarks` what was found there
    that stops nothing. While `program` is a version we do not know and nobody accepted, no row is
    taken. `title` is a hash of the practice's name in its own system.
    """

    table = models.CharField(max_length=64)
    epoch = models.PositiveIntegerField(default=1)
    next_seq = models.PositiveIntegerField(default=1)
    cursor = models.CharField(max_length=400, blank=True)
    map = models.CharField(max_length=40)
    schema = models.CharField(max_length=64)
    identity = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    types = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    program = models.CharField(max_length=40, blank=True)
    accepted_program = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=64, blank=True)
    top = models.BigIntegerField(null=True)
    changes = models.BigIntegerField(default=0)
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
    def is_observed(self) -> bool:
        """Counts and hashes only: the program is a version that nobody has agreed to yet."""
        return (
            not maps.is_known_program(self.program, self.map)
            and self.program != self.accepted_program
        )

    @property
    def is_first_reading(self) -> bool:
        return self.cursor.partition(":")[0] in {"", "backfill"}

    @property
    def doing(self) -> str:
        """In words, from the first word of the cursor."""
        if self.is_observed:
            return "Observed"
        word = self.cursor.partition(":")[0]
        if not word:
            return "Not begun"
        return "First reading" if word == "backfill" else "As it changes"


class Batch(PracticeModel):
    """Rows that came together: what was answered, so that the same again is answered the same.

    `change` is the number its rows bear in the mirror.
    """

    append_only = True
    table = models.CharField(max_length=64)
    epoch = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    change = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["table", "epoch", "seq"], name="batch_once")]
        indexes = [models.Index(fields=["at"], name="batch_at")]

    def __str__(self) -> str:
        return f"batch {self.table} {self.epoch}/{self.seq}"
