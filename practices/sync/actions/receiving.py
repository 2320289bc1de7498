"""Rows come home: batch, rows, cursor and event in one transaction."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

import msgspec
from django.db import transaction

from practices.mirror import actions as mirror
from practices.mirror.actions import Incoming
from practices.sync import maps
from practices.sync.models import Batch, Stream
from practices.sync.order import Source, Standing, Turn, begins_anew, turn_of
from practices.wire import batch as wire
from practices.wire.batch import Head, Row
from practices.wire.buckets import bucket_of, key_of
from practices.wire.messages import Accepted, Cycle, Open, Opened, Table
from practices.wire.values import row_hash

KEY_CHARACTERS_MAX = 255
CURSOR_CHARACTERS_MAX = 400


class OutOfTurn(RuntimeError):
    """Another batch is expected: the agent opens the stream again and goes on from there."""

    def __init__(self, turn: Turn, expected_seq: int) -> None:
        super().__init__(f"Expected batch {expected_seq}.")
        self.turn, self.expected_seq = turn, expected_seq


class WrongShape(ValueError):
    """The rows are not those of the stream: other columns, another key, too long a key."""


class Paused(RuntimeError):
    """A person, or a fault, stopped this stream."""


@transaction.atomic
def open_stream(*, table: Table, told: Open) -> Opened:
    """Where reading goes on. Another or an older source begins a new epoch.

    Only a table that nothing is ever taken from tells by its highest key that it is an older one.
    """
    top = told.top if table.name in maps.APPEND_ONLY else None
    source = Source(told.map, told.schema, told.identity, top)
    stream, is_new = Stream.objects.select_for_update().get_or_create(
        table=table.name,
        defaults={
            "map": told.map,
            "schema": told.schema,
            "identity": told.identity,
            "top": top,
            "columns": list(table.columns),
        },
    )
    if not is_new and begins_anew(_standing(stream), source):
        stream.epoch += 1
        stream.next_seq, stream.cursor = 1, ""
        stream.map, stream.schema, stream.identity = told.map, told.schema, told.identity
        stream.columns, stream.top, stream.holds_deletes = list(table.columns), top, True
        stream.save()
    elif top != stream.top:
        stream.top = top
        stream.save(update_fields=["top"])
    return Opened(
        epoch=stream.epoch, seq=stream.next_seq, cursor=stream.cursor, paused=stream.paused
    )


@transaction.atomic
def take_batch(*, table: Table, epoch: int, seq: int, body: bytes, now: datetime) -> Accepted:
    """Lay the rows of one batch over the mirror, once.

    The same batch again changes nothing and is answered the same. Raises BadBatch, TooLarge,
    OutOfTurn, WrongShape, Paused.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    stream = Stream.objects.select_for_update().filter(table=table.name).first()
    if stream is None:
        raise OutOfTurn(Turn.EPOCH, 1)
    if stream.paused:
        raise Paused(stream.paused)
    before = Batch.objects.filter(table=table.name, epoch=epoch, seq=seq, sha256=sha256).first()
    turn = turn_of(_standing(stream), epoch, seq, is_known=before is not None)
    if turn is Turn.REPEAT and before is not None:
        return Accepted(
            seq=stream.next_seq,
            cursor=stream.cursor,
            changed=before.changed,
            unchanged=before.rows - before.changed,
        )
    if turn is not Turn.NEXT:
        raise OutOfTurn(turn, stream.next_seq)
    head, rows = wire.unpack(body)
    _check(head, table, stream, epoch, seq)
    incoming = list(_incoming(head, rows))
    changed = mirror.lay_over(table.name, incoming, change=stream.changes + 1)
    stream.next_seq += 1
    stream.changes += 1
    if head.cursor is not None:
        stream.cursor, stream.read_to = head.cursor, _moment(head.db_now)
    stream.save(update_fields=["next_seq", "cursor", "read_to", "changes"])
    Batch.objects.create(
        table=table.name, epoch=epoch, seq=seq, sha256=sha256, rows=len(rows), changed=changed,
        at=now,
    )  # fmt: skip
    return Accepted(
        seq=stream.next_seq,
        cursor=stream.cursor,
        changed=changed,
        unchanged=len(rows) - changed,
    )


@transaction.atomic
def close_cycle(*, told: Cycle) -> None:
    """All tables named were read up to one moment, whether or not any row of theirs changed."""
    moment = _moment(told.db_now)
    for stream in Stream.objects.select_for_update().filter(table__in=told.epochs).order_by("pk"):
        is_same = stream.epoch == told.epochs[stream.table]
        if is_same and stream.cursor and (stream.read_to is None or stream.read_to < moment):
            stream.read_to = moment
            stream.save(update_fields=["read_to"])


def _standing(stream: Stream) -> Standing:
    return Standing(
        stream.epoch, stream.next_seq, stream.map, stream.schema, stream.identity, stream.top
    )


def _check(head: Head, table: Table, stream: Stream, epoch: int, seq: int) -> None:
    if (head.table, head.epoch, head.seq) != (table.name, epoch, seq):
        raise WrongShape("The head names another stream or batch than the address.")
    if head.cols != table.columns or head.pk != table.key:
        raise WrongShape("The columns are not those of the mapping.")
    if (head.map, head.schema) != (stream.map, stream.schema):
        raise WrongShape("The batch was read by another mapping than the stream was opened with.")
    if head.cursor is not None and len(head.cursor) > CURSOR_CHARACTERS_MAX:
        raise WrongShape("The cursor is too long.")
    _moment(head.db_now)


def _incoming(head: Head, rows: list[Row]) -> Iterator[Incoming]:
    """The last of two rows with one key counts: it was read later."""
    places = [head.cols.index(column) for column in head.pk]
    width = len(head.cols)
    latest: dict[str, Incoming] = {}
    for number, row in enumerate(rows, start=2):
        raw = bytes(row.values)
        try:
            values = msgspec.json.decode(raw, type=list[object])
        except msgspec.DecodeError:
            raise WrongShape(f"Line {number}: expected an array of values.") from None
        if len(values) != width:
            raise WrongShape(f"Line {number}: expected {width} values, found {len(values)}.")
        key = key_of(values[place] for place in places)
        if not key or len(key) > KEY_CHARACTERS_MAX:
            raise WrongShape(f"Line {number}: the key is empty or too long.")
        stamp = _moment(row.stamp) if row.stamp else None
        digest = f"\\x{row_hash(raw).hex()}"
        latest[key] = Incoming(key, bucket_of(key), digest, stamp, raw.decode())
    yield from latest.values()


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongShape("A stamp is no moment.") from None
    if moment.tzinfo is None:
        raise WrongShape("A stamp has no zone.")
    return moment
