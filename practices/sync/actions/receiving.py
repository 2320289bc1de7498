"""Rows come home: batch, rows, cursor and event in one transaction."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from practices.mirror import actions as mirror
from practices.registry.ids import new_id
from practices.sync.actions.pacing import limits
from practices.sync.actions.streams import OutOfTurn, Paused
from practices.sync.models import Batch, Stream
from practices.sync.order import Turn, is_first_reading, standing_of, turn_of
from practices.sync.shape import Marked, WrongShape, marked, moment
from practices.wire import batch as wire
from practices.wire.batch import Head
from practices.wire.messages import Accepted, Cycle, Table

CURSOR_CHARACTERS_MAX = 400
OBSERVED = "The practice system's version is not known; a person has to accept it first."

KEEP = """
WITH moved AS (
    UPDATE sync_stream SET next_seq = %(next_seq)s, changes = %(changes)s, cursor = %(cursor)s,
           read_to = %(read_to)s, history = %(history)s
     WHERE id = %(stream)s)
INSERT INTO sync_batch (id, "table", epoch, seq, sha256, rows, changed, change, at)
VALUES (%(id)s, %(table)s, %(epoch)s, %(seq)s, %(sha256)s, %(rows)s, %(changed)s, %(changes)s,
        %(now)s)
"""


@transaction.atomic(savepoint=False)
def take_batch(*, table: Table, epoch: int, seq: int, body: bytes, now: datetime) -> Accepted:
    """Lay the rows of one batch over the mirror, once.

    The same batch again changes nothing and is answered the same. Raises BadBatch, TooLarge,
    OutOfTurn, WrongShape, Paused; then the transaction one stands in is lost.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    stream = Stream.objects.select_for_update().filter(table=table.name).order_by().first()
    if stream is None:
        raise OutOfTurn(Turn.EPOCH, 1)
    if stream.paused or stream.is_observed:
        raise Paused(stream.paused or OBSERVED)
    if (epoch, seq) != (stream.epoch, stream.next_seq):
        return _again(stream, epoch, seq, sha256)
    head, rows = wire.unpack(body)
    _check(head, table, stream, epoch, seq)
    changed = _lay_over(marked(head, rows), change=stream.changes + 1)
    _keep(stream, head, sha256=sha256, rows=len(rows), changed=changed, now=now)
    return _accepted(stream, rows=len(rows), changed=changed)


@transaction.atomic
def close_cycle(*, told: Cycle) -> None:
    """All tables named were read up to one moment, whether or not any row of theirs changed."""
    up_to = moment(told.db_now)
    for stream in Stream.objects.select_for_update().filter(table__in=told.epochs).order_by("pk"):
        is_same = stream.epoch == told.epochs[stream.table]
        if is_same and stream.cursor and (stream.read_to is None or stream.read_to < up_to):
            stream.read_to = up_to
            stream.save(update_fields=["read_to"])


def _again(stream: Stream, epoch: int, seq: int, sha256: str) -> Accepted:
    """Raises OutOfTurn, unless this very batch was kept before."""
    rows = Batch.objects.filter(table=stream.table, epoch=epoch, seq=seq, sha256=sha256)
    before = rows.first()
    turn = turn_of(standing_of(stream), epoch, seq, is_known=before is not None)
    if turn is not Turn.REPEAT or before is None:
        raise OutOfTurn(turn, stream.next_seq)
    return _accepted(stream, rows=before.rows, changed=before.changed)


def _lay_over(rows: Marked, *, change: int) -> int:
    table = rows.head.table
    found = mirror.standing(table, rows.keys, rows.hashes)
    if len(found.same) == len(rows.keys):
        return 0
    return mirror.lay_over(table, rows.but(found.same), at=found.at, change=change)


def _keep(
    stream: Stream, head: Head, *, sha256: str, rows: int, changed: int, now: datetime
) -> None:
    """The batch, and the stream moved on, in one statement."""
    stream.next_seq += 1
    stream.changes += 1
    if head.cursor is not None:
        stream.cursor, stream.read_to = head.cursor, moment(head.db_now)
        if stream.history is None and not is_first_reading(stream.cursor):
            stream.history = stream.changes
    given: dict[str, Any] = {
        "stream": stream.pk, "next_seq": stream.next_seq, "changes": stream.changes,
        "cursor": stream.cursor, "read_to": stream.read_to, "history": stream.history,
        "id": new_id(), "table": head.table,
        "epoch": head.epoch, "seq": head.seq, "sha256": sha256, "rows": rows, "changed": changed,
        "now": now,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(KEEP, given)


def _accepted(stream: Stream, *, rows: int, changed: int) -> Accepted:
    return Accepted(
        seq=stream.next_seq, cursor=stream.cursor, changed=changed, unchanged=rows - changed,
        limits=limits(),
    )  # fmt: skip


def _check(head: Head, table: Table, stream: Stream, epoch: int, seq: int) -> None:
    if (head.table, head.epoch, head.seq) != (table.name, epoch, seq):
        raise WrongShape("The head names another stream or batch than the address.")
    if head.cols != table.columns or head.pk != table.key:
        raise WrongShape("The columns are not those of the mapping.")
    if (head.map, head.schema) != (stream.map, stream.schema):
        raise WrongShape("The batch was read by another mapping than the stream was opened with.")
    if head.cursor is not None and len(head.cursor) > CURSOR_CHARACTERS_MAX:
        raise WrongShape("The cursor is too long.")
    moment(head.db_now)
