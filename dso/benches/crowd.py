"""Some agents in one process, for `dso.benches.load`: who and how long comes on stdin.

Each is the agent's own code with a practice system in memory whose rows change all the time. What
is told at the end: how long each change took until the platform had it, and how long each call.
"""

import base64
import sys
import threading
import time

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dso.benches.memory_pms import MemoryPms
from dso.benches.watched import Order, Told, Watched
from practices.agent.agent import Agent
from practices.agent.https import HttpsServer
from practices.agent.loop import turn
from practices.agent.schedule import Timing
from practices.agent.server import Refused, Unreachable
from practices.sync import maps
from practices.wire.batch import ROWS_MAX, Head, pack
from practices.wire.messages import Open
from practices.wire.values import canonical

WAIT_SECONDS_MAX = 1.0
SHOUT_SECONDS = 0.05
TIMING = Timing(first_compare_max=1e9, compare_hot=1e9, query_share=0, keep_cursor=60)


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


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(main()))
