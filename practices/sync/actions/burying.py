"""Rows that were missed twice are gone; too many at once wait for a person."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from practices.mirror import actions as mirror
from practices.mirror import queries as kept
from practices.sync import maps
from practices.sync.actions.streams import stream_of
from practices.sync.order import too_many_gone
from practices.wire.messages import Missing, Tombstoned


@transaction.atomic
def missing(*, table: str, told: Missing, now: datetime) -> Tombstoned:
    """Rows missed twice, a minute apart, are gone; too many at once wait for a person.

    Where nothing is ever taken away, what is missing was archived and stays with us. Keys that
    were not missed before, or not long enough ago, are left as they are. Raises
    OutOfTurn, Paused.
    """
    stream = stream_of(table, told.epoch, lock=True)
    if table in maps.APPEND_ONLY:
        return Tombstoned(gone=0, held=0)
    before = now - timedelta(seconds=settings.SYNC_CONFIRM_SECONDS)
    due = kept.missed_before(table, told.keys, before)
    is_much = too_many_gone(len(due), kept.count(table)) and not stream.lets_deletes
    if due and (stream.holds_deletes or is_much):
        stream.holds_deletes = True
        stream.save(update_fields=["holds_deletes"])
        return Tombstoned(gone=0, held=len(due))
    if not due:
        return Tombstoned(gone=0, held=0)
    stream.lets_deletes, stream.changes = False, stream.changes + 1
    stream.save(update_fields=["lets_deletes", "changes"])
    return Tombstoned(gone=mirror.bury(table, due, change=stream.changes, now=now), held=0)
