"""A platform that takes everything and keeps nothing, for `dso.benches.reader`."""

from practices.sync import maps
from practices.wire import batch
from practices.wire.messages import (
    Accepted,
    Compare,
    Config,
    Cycle,
    Differing,
    Hashes,
    Heartbeat,
    HeartbeatAnswer,
    Marks,
    Missing,
    Open,
    Opened,
    Tombstoned,
    Wanted,
)

TABLE = maps.table_named("claimproc")


class Taking:
    """A platform that takes everything and keeps nothing."""

    def __init__(self) -> None:
        self.rows = 0

    def config(self) -> Config:
        return Config(map=maps.MAP, tables=(TABLE,), rows_max=batch.ROWS_MAX)

    def open(self, table: str, told: Open) -> Opened:
        return Opened(epoch=1, seq=1)

    def push(self, table: str, epoch: int, seq: int, body: bytes) -> Accepted:
        self.rows += len(batch.unpack(body)[1])
        return Accepted(seq=seq + 1, cursor="", changed=0, unchanged=0)

    def cycle(self, told: Cycle) -> None: ...

    def compare(self, table: str, told: Compare) -> Differing:
        return Differing(buckets=())

    def wanted(self, table: str, told: Marks) -> Wanted:
        return Wanted(keys=(), missing=())

    def hashes(self, table: str, bucket: int, told: Hashes) -> Wanted:
        return Wanted(keys=(), missing=())

    def missing(self, table: str, told: Missing) -> Tombstoned:
        return Tombstoned(gone=0, held=0)

    def heartbeat(self, told: Heartbeat) -> HeartbeatAnswer:
        return HeartbeatAnswer(now="2026-03-02T15:00:00Z")
