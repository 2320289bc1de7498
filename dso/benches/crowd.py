"""Some agents in one process, for `dso.benches.load`: who and how long comes on stdin.

Each is the agent's own code with a practice system in memory whose rows change all the time. What
is told at the end: how long each change took until the platform had it, and how long each call.
"""

import base64
import sys
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from practices.agent.agent import Agent
from practices.agent.https import HttpsServer, Place
from practices.agent.loop import turn
from practices.agent.pms import Key, Pms, Values
from practices.agent.schedule import Timing
from practices.agent.server import Refused, Unreachable
from practices.sync import maps
from practices.wire import signing
from practices.wire.batch import ROWS_MAX, Head, pack
from practices.wire.messages import Accepted, Config, Open, Table
from practices.wire.values import canonical

CHANGES_PER_SECOND = 2
WAIT_SECONDS_MAX = 1.0
SHOUT_SECONDS = 0.05
TIMING = Timing(first_compare_max=1e9, compare_hot=1e9, query_share=0, keep_cursor=60)


class Order(msgspec.Struct, frozen=True):
    """What a process of agents is to do. The first `noisy` of them send whatever they can."""

    url: str
    keys: tuple[str, ...]
    until: float
    table: str
    poll_seconds: int
    rows: int
    noisy: int = 0


class Told(msgspec.Struct, frozen=True):
    """Seconds, and calls that failed, of the agents that were not noisy; what those sent, and how
    often they were told to wait."""

    lags: list[float]
    calls: list[float]
    errors: int
    noise: int = 0
    refused: int = 0


class MemoryPms(Pms):
    """One table by key: when it changed last. It changes as time passes, and only then."""

    def __init__(self, rows: int) -> None:
        began = time.time() - 60
        self.changed = dict.fromkeys(range(1, rows + 1), began)
        self.by_time: list[tuple[float, int]] = []
        self.passed = time.time()

    def version(self) -> str:
        return "10.11"

    def title(self) -> str:
        return ""

    def program(self) -> str:
        return ""

    def now(self) -> datetime:
        self._pass()
        return _moment(time.time())

    def identity(self) -> str:
        return "memory"

    def columns(self, table: Table) -> dict[str, str]:
        return {}

    def schema(self, table: Table) -> str:
        return "memory"

    def totals(self, table: Table) -> tuple[int, int | None]:
        return len(self.changed), self.top(table)

    def next_key(self, table: Table, after: int | None) -> int | None:
        return None

    def sums(self, table: Table, first: int, last: int) -> tuple[int, int, int]:
        return 0, 0, 0

    def top(self, table: Table) -> int | None:
        return len(self.changed)

    def floods(self, table: Table, low: datetime, high: datetime, rows: int) -> bool:
        return False

    def marks(
        self, table: Table, low: datetime, high: datetime, rows_max: int
    ) -> list[tuple[datetime, int]]:
        first, last = low.replace(tzinfo=UTC).timestamp(), high.replace(tzinfo=UTC).timestamp()
        found = [(int(at), key) for at, key in self.by_time if first <= int(at) <= last]
        live = sorted((at, key) for at, key in found if int(self.changed[key]) == at)
        return [(_moment(at), key) for at, key in live[:rows_max]]

    def keys_at(self, table: Table, stamp: datetime, after: int | None, rows_max: int) -> list[int]:
        at = stamp.replace(tzinfo=UTC).timestamp()
        keys = {key for when, key in self.by_time if int(when) == at == int(self.changed[key])}
        return sorted(key for key in keys if after is None or key > after)[:rows_max]

    def rows(self, table: Table, keys: Sequence[Key]) -> list[tuple[Key, datetime | None, Values]]:
        counted = map(int, keys)
        return [(key, _moment(self.changed[key]), self._values(table, key)) for key in counted]

    def rows_after(
        self, table: Table, after: Key | None, rows_max: int, through: Key | None = None
    ) -> list[tuple[Key, datetime | None, Values]]:
        first = int(after or 0) + 1
        return self.rows(table, range(first, min(first + rows_max, len(self.changed) + 1)))

    def close(self) -> None: ...

    def _values(self, table: Table, key: int) -> Values:
        amounts = (12.5 * (place % 7) for place in range(len(table.columns) - 2))
        return (key, repr(self.changed[key]), *amounts)

    def _pass(self) -> None:
        """Rows change evenly, one after the other."""
        now, step = time.time(), 1 / CHANGES_PER_SECOND
        count = len(self.changed)
        while self.passed + step <= now:
            self.passed += step
            key = int(self.passed * CHANGES_PER_SECOND) % count + 1
            self.changed[key] = self.passed
            self.by_time.append((self.passed, key))
        old = now - 400  # longer than windows overlap
        self.by_time = [one for one in self.by_time if one[0] > old]


class Watched(HttpsServer):
    """Notes how long calls take, and when the platform had each change."""

    def __init__(self, url: str, key: Ed25519PrivateKey, order: Order, pms: MemoryPms) -> None:
        super().__init__(Place(url), key, signing.key_id_of(key.public_key().public_bytes_raw()))
        self.order, self.pms = order, pms
        self.lags: list[float] = []
        self.calls: list[float] = []
        self.seen, self.errors = time.time(), 0

    def config(self) -> Config:
        told = super().config()
        tables = tuple(t for t in told.tables if t.name == self.order.table)
        quick = (msgspec.structs.replace(t, seconds=self.order.poll_seconds) for t in tables)
        return msgspec.structs.replace(told, tables=tuple(quick))

    def push(self, table: str, epoch: int, seq: int, body: bytes) -> Accepted:
        began = time.time()
        accepted = super().push(table, epoch, seq, body)
        now = time.time()
        self.calls.append(now - began)
        horizon = int(began) - 2  # what a window ends with
        self.lags += [now - at for at, _ in self.pms.by_time if self.seen < at < horizon]
        self.seen = max(self.seen, horizon)
        return accepted


def live(order: Order, text: str, told: list[Watched]) -> None:
    """One agent until the end."""
    pms = MemoryPms(order.rows)
    server = Watched(order.url, _key(text), order, pms)
    agent = Agent(pms, server, time.monotonic, time.sleep, lambda: 0.5, timing=TIMING)
    while time.time() < order.until:
        try:
            wait = turn(agent)
        except (Unreachable, Refused):
            server.errors, wait = server.errors + 1, WAIT_SECONDS_MAX
            agent.streams.clear()
        time.sleep(min(wait, WAIT_SECONDS_MAX))
    told.append(server)


def shout(order: Order, text: str, told: list[tuple[int, int]]) -> None:
    """An agent gone wrong: full batches of changed rows, one after the other, whatever is asked."""
    server = Watched(order.url, _key(text), order, MemoryPms(1))
    (table,) = server.config().tables
    opened = server.open(table.name, Open(map=maps.MAP, schema="memory", identity="memory"))
    seq, count, refused = opened.seq, 0, 0
    while time.time() < order.until:
        head = Head(
            table=table.name, epoch=opened.epoch, seq=seq, map=maps.MAP, schema="memory",
            cols=table.columns, pk=table.key, db_now="2026-03-02T15:00:00Z",
        )  # fmt: skip
        rest = [str(seq)] * (len(table.columns) - 1)
        rows = [(None, canonical([key, *rest])) for key in range(ROWS_MAX)]
        try:
            seq = HttpsServer.push(server, table.name, opened.epoch, seq, pack(head, rows)).seq
            count += len(rows)
        except Unreachable:
            refused += 1
            time.sleep(SHOUT_SECONDS)
    told.append((count, refused))


def main() -> Told:
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    quiet: list[Watched] = []
    loud: list[tuple[int, int]] = []
    threads = [
        threading.Thread(target=shout, args=(order, key, loud))
        if number < order.noisy
        else threading.Thread(target=live, args=(order, key, quiet))
        for number, key in enumerate(order.keys)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Told(
        lags=[lag for server in quiet for lag in server.lags],
        calls=[call for server in quiet for call in server.calls],
        errors=sum(server.errors for server in quiet),
        noise=sum(count for count, _ in loud),
        refused=sum(refused for _, refused in loud),
    )


def _key(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(int(at), UTC).replace(tzinfo=None)


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(main()))
