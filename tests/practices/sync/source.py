"""A practice's own system in a few words: rows of Open Dental as an agent would have sent them."""

from datetime import datetime

from practices.mirror import actions as mirror
from practices.mirror.rows import Incoming
from practices.sync import actions, maps
from practices.sync.models import Stream
from practices.wire.buckets import bucket_of
from practices.wire.messages import Open
from practices.wire.values import canonical, row_hash


def put(table: str, key: int, **columns: object) -> None:
    """One row of the practice we stand in: what is not named is what the program leaves there."""
    put_many(table, {key: columns})


def put_many(table: str, rows: dict[int, dict[str, object]]) -> None:
    stream = _stream(table)
    told = sorted(_incoming(table, key, columns) for key, columns in rows.items())
    found = mirror.standing(table, [row[0] for row in told], [row[2] for row in told])
    others = [row for row in told if row[0] not in found.same]
    mirror.lay_over(table, others, at=found.at, change=stream.changes)


def drop(table: str, *keys: int, now: datetime) -> None:
    stream = _stream(table)
    mirror.bury(table, [str(key) for key in keys], change=stream.changes, now=now)


def _stream(table: str) -> Stream:
    told = Open(map=maps.MAP, schema="s1", identity="db1", top=None)
    actions.open_stream(table=maps.table_named(table), told=told)
    stream = Stream.objects.get(table=table)
    stream.changes += 1
    stream.save(update_fields=["changes"])
    return stream


def _incoming(table: str, key: int, columns: dict[str, object]) -> Incoming:
    told = maps.table_named(table)
    assert columns.keys() <= set(told.columns), columns.keys() - set(told.columns)
    row = {column: _left(column) for column in told.columns} | {told.key[0]: key} | columns
    raw = canonical([row[column] for column in told.columns])
    return (str(key), bucket_of(str(key)), row_hash(raw), None, raw)


TEXTS = """
LName FName Preferred Abbr CarrierName ElectID Address City State Zip HmPhone WkPhone
WirelessPhone Email Language NationalProvID Phone GroupName GroupNum PlanType SubscriberID PatID
Pattern ProcCode Descript ToothNum ToothRange Surf ClaimIdentifier OrigRefNum ClaimType
ClaimStatus CodeSent CheckNum Note Description CatalogNumber
""".split()  # noqa: SIM905  # a list in words


def _left(column: str) -> object:
    """What a new row has where nobody entered anything."""
    if "Date" in column or column == "Birthdate":
        return None
    return "" if column in TEXTS else 0
