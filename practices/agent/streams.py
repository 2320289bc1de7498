"""One table's place at the platform: opened, pushed to, dropped at the first doubt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from practices.agent import cursors
from practices.agent.cursors import Cursor
from practices.agent.pms import Pms
from practices.agent.sent import Sent
from practices.agent.server import Server, TablePaused, TooMuch
from practices.agent.source import SourceRow
from practices.wire import batch
from practices.wire.messages import Config, Limits, Mark, Marks, Open, Table
from practices.wire.values import stamp_of


@dataclass(slots=True)
class Stream:
    """Where the platform expects the next batch of a table, and what it has of late.

    Whatever goes wrong with a table, its stream is dropped: what was sent without an answer is
    then asked of the platform, not guessed.
    """

    table: Table
    map: str
    schema: str
    epoch: int
    seq: int
    cursor: Cursor
    top: int | None = None
    observe: bool = False
    limits: Limits = field(default_factory=Limits)
    sent: Sent = field(default_factory=Sent)

    def push(
        self, server: Server, rows: Sequence[SourceRow], cursor: Cursor | None, now: datetime
    ) -> None:
        """In as many batches as it takes; the cursor goes with the last. Raises TooLarge, TooMuch
        where not even one row fits."""
        try:
            accepted = server.push(
                self.table.name, self.epoch, self.seq, self._body(rows, cursor, now)
            )
        except (batch.TooLarge, TooMuch):
            if len(rows) < 2:
                raise
            middle = len(rows) // 2
            self.push(server, rows[:middle], None, now)
            self.push(server, rows[middle:], cursor, now)
            return
        self.seq, self.limits = accepted.seq, accepted.limits
        self.sent.keep(rows)

    def differing(self, server: Server, rows: Sequence[SourceRow]) -> list[SourceRow]:
        """Of rows that were stamped anew, those the platform has not as they are."""
        if not rows:
            return []
        marks = tuple(Mark(str(row.key), row.stamp, row.hash.hex()) for row in rows)
        told = server.wanted(self.table.name, Marks(epoch=self.epoch, rows=marks))
        wanted = set(told.keys)
        self.sent.keep(row for row in rows if str(row.key) not in wanted)
        return [row for row in rows if str(row.key) in wanted]

    def _body(self, rows: Sequence[SourceRow], cursor: Cursor | None, now: datetime) -> bytes:
        head = batch.Head(
            table=self.table.name,
            epoch=self.epoch,
            seq=self.seq,
            map=self.map,
            schema=self.schema,
            cols=self.table.columns,
            pk=self.table.key,
            cursor=None if cursor is None else cursor.text(),
            db_now=stamp_of(now) or "",
        )
        body = batch.pack(head, [(row.stamp, row.values) for row in rows])
        if len(body) > batch.BODY_BYTES_MAX:
            raise batch.TooLarge("The batch is too large even when compressed.")
        return body


def opened(pms: Pms, server: Server, config: Config, table: Table) -> Stream:
    """Asks the platform where to go on. Raises TableUnreadable, Refused, NotACursor.

    Only of a table that grows does the highest key say whether the database is an older one; of
    any other the newest rows may be deleted.
    """
    schema, now = pms.schema(table), pms.now()
    top = pms.top(table) if table.kind == "grows" else None
    told = Open(
        map=config.map, schema=schema, identity=pms.identity(), top=top,
        columns=pms.columns(table), program=pms.program(), title=pms.title(),
    )  # fmt: skip
    answer = server.open(table.name, told)
    if answer.paused:
        raise TablePaused(answer.paused)
    cursor = cursors.read(answer.cursor) if answer.cursor else cursors.beginning(table.kind, now)
    return Stream(
        table, config.map, schema, answer.epoch, answer.seq, cursor, top, answer.observe,
        answer.limits,
    )  # fmt: skip
