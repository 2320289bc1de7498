"""A batch that was kept is laid over the mirror again."""

from django.db import transaction

from compliance.audit import actions as audit
from practices.mirror import actions as mirror
from practices.sync.actions.keeping import raw
from practices.sync.models import Batch, Stream
from practices.sync.shape import marked
from practices.wire import batch as wire


@transaction.atomic
def replay(*, table: str, epoch: int, seq: int) -> int:
    """Lay a kept batch over the mirror again; how many rows that changed.

    Rows that something was done to after it stay as they are: what was read later wins. Place and
    number of the stream do not move. Raises NotKept, Batch.DoesNotExist, sealing.CannotOpen.
    """
    stream = Stream.objects.select_for_update().get(table=table)
    batch = Batch.objects.get(table=table, epoch=epoch, seq=seq)
    rows = marked(*wire.unpack(raw(batch=batch)))
    later = mirror.later_than(table, rows.keys, change=batch.change)
    found = mirror.standing(table, rows.keys, rows.hashes, but=later)
    stream.changes += 1
    stream.save(update_fields=["changes"])
    left = rows.but({*found.same, *later})
    changed = mirror.lay_over(table, left, at=found.at, change=stream.changes)
    audit.record(deed="batch.replayed", subject_kind="sync_batch", subject_ids=[batch.pk])
    return changed
