"""A database through SQLAlchemy, its tables read whole by the names of a signed mapping.

What the database lacks of them stops that table. The version told to the platform holds a mark of
the catalogue: whenever that changes, nothing but counts and hashes leaves until a person accepts.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoSuchTableError, SQLAlchemyError

from practices.agent.pms import Key, PmsAway, TableUnreadable, Values
from practices.agent.pms.files.cells import value_or_text
from practices.agent.pms.tables.mapping import TableFeed, TableMapping
from practices.agent.pms.whole import Whole
from practices.wire.messages import Table

Row = tuple[Key, datetime | None, Values]
MARK_DIGITS = 12


class Tables(Whole):
    """One connection. `program` is the version as whoever installs it read it off the program."""

    def __init__(
        self,
        mapping: TableMapping,
        url: str,
        program: str,
        *,
        wall_clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._mapping, self._program, self._wall_clock = mapping, program, wall_clock
        self._engine = sa.create_engine(
            url, pool_size=1, max_overflow=0, pool_pre_ping=True, isolation_level="AUTOCOMMIT",
            hide_parameters=True,
        )  # fmt: skip
        self._known: dict[str, sa.Table] = {}

    def refresh(self) -> None:
        """The catalogue is looked at anew."""
        self._known.clear()

    def has(self, table: Table) -> bool:
        return table.name in self._mapping.feeds

    def version(self) -> str:
        return f"{self._mapping.system} (preview), mapping {self._mapping.version}"

    def program(self) -> str:
        told = "\x1f".join(self._catalogue(feed) for feed in self._mapping.feeds.values())
        return f"{self._program} {hashlib.sha256(told.encode()).hexdigest()[:MARK_DIGITS]}"

    def now(self) -> datetime:
        return self._wall_clock().astimezone(UTC).replace(tzinfo=None)

    def identity(self) -> str:
        url = self._engine.url
        told = f"{url.drivername}\x1f{url.host}\x1f{url.port}\x1f{url.database}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def columns(self, table: Table) -> dict[str, str]:
        """Ours have no types of their own; the source's are in the version's mark."""
        return {}

    def schema(self, table: Table) -> str:
        feed = self._feed(table)
        self._source(feed)
        told = f"{self._mapping.version}\x1f{self._catalogue(feed)}\x1f{table.columns}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def totals(self, table: Table) -> tuple[int, int | None]:
        feed = self._feed(table)
        counted = sa.select(sa.func.count()).select_from(self._source(feed))
        return int(self._ask(feed, counted.where(*self._there(feed)))[0][0]), None

    def rows(self, table: Table, keys: Sequence[Key]) -> list[Row]:
        feed = self._feed(table)
        key = self._source(feed).c[feed.key]
        return self._rows(table, feed, [key.in_([_bound(key, one) for one in keys])], None)

    def rows_after(
        self, table: Table, after: Key | None, rows_max: int, through: Key | None = None
    ) -> list[Row]:
        """In the database's own order of keys: it need only be the same each time."""
        feed = self._feed(table)
        key = self._source(feed).c[feed.key]
        bound = [] if after is None else [key > _bound(key, after)]
        return self._rows(table, feed, bound, rows_max)

    def close(self) -> None:
        self._engine.dispose()

    def _rows(
        self, table: Table, feed: TableFeed, where: Sequence[Any], most: int | None
    ) -> list[Row]:
        source = self._source(feed)
        asked = sa.select(*(source.c[name] for name in feed.names))
        asked = asked.where(*where, *self._there(feed)).order_by(source.c[feed.key]).limit(most)
        found = self._ask(feed, asked)
        return [_row(table, feed, dict(zip(feed.names, row, strict=True))) for row in found]

    def _there(self, feed: TableFeed) -> list[Any]:
        """Rows that the program does not mark as deleted."""
        source = self._source(feed)
        return [
            sa.or_(source.c[name].is_(None), source.c[name].not_in(words))
            for name, words in feed.without.items()
        ]

    def _source(self, feed: TableFeed) -> sa.Table:
        """The table as the database describes it. Raises TableUnreadable for what it lacks."""
        if feed.table not in self._known:
            try:
                schema = self._mapping.schema or None
                found = sa.Table(
                    feed.table, sa.MetaData(), schema=schema, autoload_with=self._engine,
                    resolve_fks=False,
                )  # fmt: skip
            except NoSuchTableError:
                raise TableUnreadable(f"The database has no table {feed.table}.") from None
            except (SQLAlchemyError, OSError):
                raise self._trouble(feed.table) from None
            self._known[feed.table] = found
        missing = [name for name in feed.names if name not in self._known[feed.table].c]
        if missing:
            raise TableUnreadable(f"{feed.table} has no column {', '.join(missing)}.")
        return self._known[feed.table]

    def _catalogue(self, feed: TableFeed) -> str:
        """All columns of a table with their types, or what it lacks."""
        try:
            source = self._source(feed)
        except TableUnreadable as why:
            return str(why)
        return " ".join(sorted(f"{feed.table}.{c.name}:{c.type}" for c in source.c))

    def _feed(self, table: Table) -> TableFeed:
        feed = self._mapping.feeds.get(table.name)
        if feed is None or feed.columns.keys() - set(table.columns):
            raise TableUnreadable("The mapping and the platform's list do not fit.")
        return feed

    def _ask(self, feed: TableFeed, asked: sa.Select[Any]) -> Sequence[Any]:
        try:
            with self._engine.connect() as connection:
                return connection.execute(asked).all()
        except (SQLAlchemyError, OSError):
            raise self._trouble(feed.table) from None

    def _trouble(self, name: str) -> PmsAway | TableUnreadable:
        """Whether it is the whole database or this table alone that cannot be read."""
        try:
            with self._engine.connect() as connection:
                connection.execute(sa.select(sa.literal(1))).all()
        except (SQLAlchemyError, OSError):
            self._engine.dispose()
            return PmsAway("The database does not answer.")
        return TableUnreadable(f"The database does not let us read {name}.")


def _row(table: Table, feed: TableFeed, row: dict[str, object]) -> Row:
    told = {name: value_or_text(column, row) for name, column in feed.columns.items()}
    key = str(told["id"] or "")
    if not key or key != str(row[feed.key]):
        raise TableUnreadable(f"{feed.table}: a key is empty, or has blanks around it.")
    told["id"] = key
    return key, None, tuple(told.get(column) for column in table.columns)


def _bound(key: "sa.Column[Any]", value: Key) -> Key:
    """A number for a column of numbers; the platform knows text alone."""
    return int(value) if isinstance(key.type, sa.Integer) else str(value)
