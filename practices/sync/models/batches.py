"""The batches that came."""

from django.db import models

from practices.registry.guard import PracticeModel


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
