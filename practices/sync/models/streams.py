"""What agents have read so far."""

from django.db import models

from practices.registry.guard import PracticeModel
from practices.sync import maps


class Stream(PracticeModel):
    """How far one table has been read. The agent's copy of this is a cache.

    An epoch ends when the source is another one, or an older one: then all is read again, and
    nothing is taken for gone until a person has looked. `lets_deletes`: a person has, and what is
    reported next goes however much it is. `changes` numbers what is done to its rows, for good; it
    is raised under the stream's lock, so that nothing appears later under an earlier number. Up to
    `history` they brought what was there before, of which nobody is told; None in a first reading.

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
    history = models.BigIntegerField(null=True)
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
        is_known = maps.is_known_program(self.program, self.map)
        return not is_known and self.program != self.accepted_program

    def is_history(self, change: int) -> bool:
        return self.history is None or change <= self.history

    @property
    def doing(self) -> str:
        """In words, from the first word of the cursor."""
        if self.is_observed:
            return "Observed"
        word = self.cursor.partition(":")[0]
        if not word:
            return "Not begun"
        return "First reading" if word == "backfill" else "As it changes"
