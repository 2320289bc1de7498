"""A platform in memory that keeps its side of the wire: what the agent is tested against."""

import functools
import hashlib
import operator
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from practices.agent.server import OutOfStep, TableRefused, TooMuch
from practices.wire import batch, messages
from practices.wire.buckets import bucket_of, digest_of, key_of, mark_of, sums_of
from practices.wire.values import row_hash

HELD_MIN = 500  # more deletions than this at once wait for a person


@dataclass
class Kept:
    """One table as the platform has it: rows by key, and where the agent is to go on."""

    epoch: int = 1
    seq: int = 1
    cursor: str = ""
    identity: str = ""
    map: str = ""
    schema: str = ""
    top: int | None = None
    rows: dict[str, bytes] = field(default_factory=dict)
    stamps: dict[str, str | None] = field(default_factory=dict)
    paused: str = ""
    observe: bool = False
    digests: dict[tuple[int, int], bytes] = field(default_factory=dict)


class MemoryServer:
    """`rows_max` refuses larger batches; `pushed` counts rows that travelled, `asked` marks."""

    def __init__(self, tables: tuple[messages.Table, ...], rows_max: int = 50) -> None:
        self.told = messages.Config(map="od/1", tables=tables, rows_max=rows_max)
        self.tables: dict[str, Kept] = defaultdict(Kept)
        self.rows_max = batch.ROWS_MAX
        self.pushed = 0
        self.asked = 0
        self.opened: dict[str, messages.Open] = {}
        self.levels: list[tuple[str, int]] = []
        self.compared: set[str] = set()
        self.gone: list[str] = []
        self.held: list[str] = []
        self.cycles: list[messages.Cycle] = []
        self.beats: list[messages.Heartbeat] = []
        self.answer = messages.HeartbeatAnswer(now="2026-03-02T15:00:00Z")

    def config(self) -> messages.Config:
        return self.told

    def open(self, table: str, told: messages.Open) -> messages.Opened:
        """Another database, list or shape is another epoch, begun from nothing."""
        kept = self.tables[table]
        same = (told.identity, told.map, told.schema) == (kept.identity, kept.map, kept.schema)
        older = kept.top is not None and (told.top is None or told.top < kept.top)
        if kept.identity and (older or not same):
            kept.epoch, kept.seq, kept.cursor = kept.epoch + 1, 1, ""
        kept.identity, kept.map, kept.schema = told.identity, told.map, told.schema
        kept.top = told.top
        self.opened[table] = told
        return messages.Opened(
            epoch=kept.epoch, seq=kept.seq, cursor=kept.cursor, paused=kept.paused,
            observe=kept.observe,
        )  # fmt: skip

    def push(self, table: str, epoch: int, seq: int, body: bytes) -> messages.Accepted:
        kept, digest = self.tables[table], hashlib.sha256(body).digest()
        if kept.digests.get((epoch, seq)) == digest:
            return messages.Accepted(seq=kept.seq, cursor=kept.cursor, changed=0, unchanged=0)
        if (epoch, seq) != (kept.epoch, kept.seq):
            raise OutOfStep("seq" if epoch == kept.epoch else "epoch")
        head, rows = batch.unpack(body)
        if len(rows) > self.rows_max:
            raise TooMuch("fewer rows")
        self._check(table, head, epoch, seq)
        changed = sum(self._keep(kept, head, row) for row in rows)
        kept.digests[(epoch, seq)] = digest
        kept.seq, kept.cursor = seq + 1, head.cursor or kept.cursor
        self.pushed += len(rows)
        return messages.Accepted(
            seq=kept.seq, cursor=kept.cursor, changed=changed, unchanged=len(rows) - changed
        )

    def cycle(self, told: messages.Cycle) -> None:
        self.cycles.append(told)

    def compare(self, table: str, told: messages.Compare) -> messages.Differing:
        self.compared.add(table)
        self.levels.append((table, told.level))
        kept = self.tables[table]
        if told.level == 0:
            whole = (max(map(int, kept.rows), default=0), len(kept.rows))
            alike = [(one.number, one.count) for one in told.buckets] == [whole]
            return messages.Differing(buckets=() if alike else (0,))
        keys: dict[int, list[str]] = defaultdict(list)
        for key in kept.rows:
            if told.first <= bucket_of(key) <= told.last:
                keys[bucket_of(key)].append(key)
        digest = self._sums if told.level == 1 else self._digest
        ours = {number: (len(found), digest(kept, found)) for number, found in keys.items()}
        theirs = {one.number: (one.count, one.digest) for one in told.buckets if one.count}
        differing = sorted(
            number for number in ours.keys() | theirs if ours.get(number) != theirs.get(number)
        )
        return messages.Differing(buckets=tuple(differing))

    def _digest(self, kept: Kept, keys: list[str]) -> str:
        return digest_of(row_hash(kept.rows[key]) for key in keys)

    def _sums(self, kept: Kept, keys: list[str]) -> str:
        marks = [mark_of(key, _seconds(kept.stamps[key])) for key in keys]
        return sums_of(functools.reduce(operator.xor, marks, 0), sum(marks))

    def wanted(self, table: str, told: messages.Marks) -> messages.Wanted:
        kept, wanted = self.tables[table], []
        if told.epoch != kept.epoch:
            raise OutOfStep("epoch")
        self.asked += len(told.rows)
        for row in told.rows:
            if row_hash(kept.rows.get(row.key, b"")).hex() == row.hash:
                kept.stamps[row.key] = row.stamp
            else:
                wanted.append(row.key)
        return messages.Wanted(keys=tuple(wanted), missing=())

    def hashes(self, table: str, bucket: int, told: messages.Hashes) -> messages.Wanted:
        theirs = dict(told.rows)
        ours = {
            k: row_hash(v) for k, v in self.tables[table].rows.items() if bucket_of(k) == bucket
        }
        wanted = [key for key, text in theirs.items() if ours.get(key, b"").hex() != text]
        return messages.Wanted(keys=tuple(wanted), missing=tuple(ours.keys() - theirs.keys()))

    def missing(self, table: str, told: messages.Missing) -> messages.Tombstoned:
        kept = self.tables[table]
        if told.epoch != kept.epoch:
            raise OutOfStep("epoch")
        if len(told.keys) > HELD_MIN:
            self.held += told.keys
            return messages.Tombstoned(gone=0, held=len(told.keys))
        gone = [key for key in told.keys if kept.rows.pop(key, None) is not None]
        self.gone += gone
        return messages.Tombstoned(gone=len(gone), held=0)

    def heartbeat(self, told: messages.Heartbeat) -> messages.HeartbeatAnswer:
        self.beats.append(told)
        return self.answer

    def mirror(self, table: str) -> dict[int, bytes]:
        return {int(key): values for key, values in self.tables[table].rows.items()}

    def _check(self, table: str, head: batch.Head, epoch: int, seq: int) -> None:
        listed = next(one for one in self.told.tables if one.name == table)
        if (head.table, head.epoch, head.seq) != (table, epoch, seq):
            raise TableRefused("the head names another place")
        if head.cols != listed.columns or head.pk != listed.key:
            raise TableRefused("other columns than listed")

    def _keep(self, kept: Kept, head: batch.Head, row: batch.Row) -> bool:
        values = msgspec.json.decode(bytes(row.values))
        key = key_of(values[head.cols.index(column)] for column in head.pk)
        changed = kept.rows.get(key) != bytes(row.values)
        kept.rows[key] = bytes(row.values)
        kept.stamps[key] = row.stamp
        return changed


def _seconds(stamp: str | None) -> int:
    return 0 if stamp is None else int(datetime.fromisoformat(stamp).timestamp())
