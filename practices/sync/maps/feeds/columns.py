"""What a column of a feed holds, and how it is read. A column nobody gives is null, and reads as
nothing: no text, no day, no cents."""

from collections.abc import Mapping, Sequence

from practices.sync.maps import meaning
from practices.sync.maps.meaning import Meaning, Reader, Row
from practices.wire.messages import Table

KEY, KEY_PREFIX = "id", "f/"
SECONDS = 60
"""Between two looks at whether a newer file has come."""


def feed(name: str, record: str, fields: Mapping[str, Reader]) -> tuple[Table, Meaning]:
    """Keys bear a prefix: they are never taken for the numbers of another practice system."""
    columns = (KEY, *fields)
    table = Table(
        name=f"feed_{name}", columns=columns, key=(KEY,), kind="whole", seconds=SECONDS, keys="text"
    )
    return table, Meaning(table.name, record, meaning.key(KEY, KEY_PREFIX), fields)


def words(**most: int) -> dict[str, Reader]:
    """Text, cut at so many characters."""
    return {column: meaning.text(column, most=length) for column, length in most.items()}


def days(*columns: str) -> dict[str, Reader]:
    return {column: meaning.day(column) for column in columns}


def moments(*columns: str) -> dict[str, Reader]:
    return {column: meaning.zoned(column) for column in columns}


def flags(*columns: str) -> dict[str, Reader]:
    return {column: meaning.flag(column) for column in columns}


def keys(*columns: str) -> dict[str, Reader]:
    """Keys of records that need not be there."""
    return {column: meaning.key(column, KEY_PREFIX) for column in columns}


def links(*columns: str) -> dict[str, Reader]:
    return {column: meaning.link(column, KEY_PREFIX) for column in columns}


def money(*columns: str) -> dict[str, Reader]:
    return {column: _or(0, column, meaning.cents(column)) for column in columns}


def counts(**most: int) -> dict[str, Reader]:
    return {name: _or(0, name, meaning.count(name, bound)) for name, bound in most.items()}


def choice(column: str, told: Sequence[str], otherwise: str) -> dict[str, Reader]:
    """One of our own words; `otherwise` where the feed gives none. Any other word is refused."""
    read = meaning.choice(column, {word: word for word in told})
    return {column: _or(otherwise, column, read)}


def _or(otherwise: object, column: str, reader: Reader) -> Reader:
    def read(row: Row) -> object:
        return otherwise if row.values[column] in (None, "") else reader(row)

    return read
