"""Rows of the practice's own system as they were read, before meaning is given to them."""

from django.db import models

from practices.registry.guard import PracticeModel


class SourceRow(PracticeModel):
    """One row of the practice's own system as it was last read: what `practices.sync` keeps.

    `values` are the canonical bytes both sides hash, in the order of the stream's columns; meaning
    is given to them later. `change` counts what was done to its table, in the order in which it was
    done: whoever has read up to one change finds here what came after. A row that is gone at the
    source stays, with the moment at which it was first missed and then known to be gone.
    """

    watched = False  # the batch leaves the event
    id = None  # type: ignore[assignment]  # the key of the source is the key
    pk = models.CompositePrimaryKey("table", "key")
    table = models.CharField(max_length=64)
    key = models.CharField(max_length=255)
    bucket = models.BigIntegerField()
    hash = models.BinaryField()
    stamp = models.DateTimeField(null=True)
    change = models.BigIntegerField()
    values = models.TextField()
    missed_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        # The bucket first: an index that begins like the key's may be taken for it while the
        # table has no statistics. Changes are counted for each table, so there it must be first.
        indexes = [
            models.Index(fields=["bucket", "table"], name="source_row_bucket"),
            models.Index(fields=["table", "change"], name="source_row_since"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class ReadMark(PracticeModel):
    """Up to which change, and within it up to which key, rows of a table became records."""

    watched = False  # it moves with every batch
    table = models.CharField(max_length=64)
    change = models.BigIntegerField(default=-1)
    key = models.CharField(max_length=255, blank=True)

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["table"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"read mark {self.table}"


class Misread(PracticeModel):
    """A source row that became no record, and why, without its values, until it changes again."""

    watched = False  # it comes and goes with its row
    table = models.CharField(max_length=64)
    key = models.CharField(max_length=255)
    why = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(PracticeModel.Meta):
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="misread_once")]

    def __str__(self) -> str:
        return f"misread {self.table} {self.key}"
