"""Comparing mirror and source: what differs is sent again, what is twice missed is gone."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from practices.mirror import actions as mirror
from practices.mirror import queries as kept
from practices.sync import maps
from practices.sync.actions.receiving import OutOfTurn, Paused
from practices.sync.models import Stream
from practices.sync.order import Turn, too_many_gone
from practices.sync.shape import checked_stamp
from practices.wire.messages import Compare, Differing, Hashes, Marks, Missing, Tombstoned, Wanted


def compare(*, table: str, told: Compare) -> Differing:
    """Buckets that are not alike on both sides, at one of three levels.

    Raises OutOfTurn, Paused.
    """
    _stream(table, told.epoch)
    if told.level == 0:
        return _compare_whole(table, told)
    theirs = {bucket.number: (bucket.count, bucket.digest) for bucket in told.buckets}
    ours = (kept.sums if told.level == 1 else kept.digests)(table, told.first, told.last)
    both = theirs.keys() | ours.keys()
    return Differing(buckets=tuple(sorted(n for n in both if theirs.get(n) != ours.get(n))))


def _compare_whole(table: str, told: Compare) -> Differing:
    """The highest key and the number of rows: one bucket that bears the key as its number."""
    count, top = kept.totals(table)
    alike = [(bucket.number, bucket.count) for bucket in told.buckets] == [(top, count)]
    return Differing(buckets=() if alike else (top,))


@transaction.atomic
def wanted(*, table: str, told: Marks) -> Wanted:
    """Of rows that were stamped anew, those that have to be sent; of the others we keep the stamp.

    Raises OutOfTurn, Paused, WrongShape.
    """
    _stream(table, told.epoch, lock=True)
    rows = {row.key: row for row in told.rows}
    stamps = [checked_stamp(row.stamp) for row in rows.values()]
    hashes = [bytes.fromhex(row.hash) for row in rows.values()]
    same = mirror.stamp(table, list(rows), hashes, stamps)
    return Wanted(keys=tuple(key for key in rows if key not in same), missing=())


@transaction.atomic
def hashes(*, table: str, bucket: int, told: Hashes, now: datetime) -> Wanted:
    """Keys to send again; keys the source did not name are marked as missed once.

    Raises OutOfTurn, Paused.
    """
    _stream(table, told.epoch, lock=True)
    theirs = dict(told.rows)
    ours = kept.hashes(table, bucket)
    missed = sorted(ours.keys() - theirs.keys())
    mirror.mark_missed(table, bucket, missed, now=now)
    wanted = sorted(key for key, digest in theirs.items() if ours.get(key) != digest)
    return Wanted(keys=tuple(wanted), missing=tuple(missed))


@transaction.atomic
def missing(*, table: str, told: Missing, now: datetime) -> Tombstoned:
    """Rows missed twice, a minute apart, are gone; too many at once wait for a person.

    Where nothing is ever taken away, what is missing was archived and stays with us. Keys that
    were not missed before, or not long enough ago, are left as they are. Raises
    OutOfTurn, Paused.
    """
    stream = _stream(table, told.epoch, lock=True)
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


def _stream(table: str, epoch: int, *, lock: bool = False) -> Stream:
    rows = Stream.objects.select_for_update() if lock else Stream.objects.all()
    stream = rows.filter(table=table).first()
    if stream is None or stream.epoch != epoch:
        raise OutOfTurn(Turn.EPOCH, stream.next_seq if stream else 1)
    if stream.paused:
        raise Paused(stream.paused)
    return stream
