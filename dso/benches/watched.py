"""What a crowd of agents is told and tells, and a server of theirs that notes how calls go."""

import time

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dso.benches.memory_pms import MemoryPms
from practices.agent.https import HttpsServer, Place
from practices.wire import signing
from practices.wire.messages import Accepted, Config


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
