"""Comparing mirror and source: what differs is sent again."""

from datetime import datetime

from django.db import transaction

from practices.mirror import actions as mirror
from practices.mirror import queries as kept
from practices.sync.actions.streams import stream_of
from practices.sync.shape import checked_stamp
from practices.wire.messages import Compare, Differing, Hashes, Marks, Wanted


def compare(*, table: str, told: Compare) -> Differing:
    """Buckets that are not alike on both sides, at one of three levels.

    Raises OutOfTurn, Paused.
    """
    stream_of(table, told.epoch)
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
    stream_of(table, told.epoch, lock=True)
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
    stream_of(table, told.epoch, lock=True)
    theirs = dict(told.rows)
    ours = kept.hashes(table, bucket)
    missed = sorted(ours.keys() - theirs.keys())
    mirror.mark_missed(table, bucket, missed, now=now)
    wanted = sorted(key for key, digest in theirs.items() if ours.get(key) != digest)
    return Wanted(keys=tuple(wanted), missing=tuple(missed))
