"""The agent in a process of its own, for `dso.benches.reading`: the database comes on stdin."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from dso.benches.taking import TABLE, Taking
from practices.agent import comparing, https
from practices.agent.agent import Agent
from practices.agent.loop import turn
from practices.agent.pms.open_dental import OpenDental, connector
from practices.agent.schedule import Timing

REST_SECONDS_MAX = 0.02  # between pages, as on any machine; the pace of sending is not measured
assert https  # what a real agent has loaded counts in its memory


def main() -> dict[str, float]:
    database = msgspec.json.decode(sys.stdin.buffer.read())
    agent = Agent(
        OpenDental(connector(database)), Taking(), time.monotonic, _rest, lambda: 1.0,
        timing=Timing(first_compare_max=1e9, compare_hot=1e9, query_share=0),
    )  # fmt: skip
    told = {"backfill_seconds": _took(lambda: _backfill(agent))}
    config = agent.server.config()
    compared = comparing.Comparing(agent.source(config, TABLE), agent.server, 1, agent.pace())
    told["sums_seconds"] = _took(lambda: list(compared.by_sums()))
    told["values_seconds"] = _took(lambda: list(compared.by_values()))
    return told | {"peak_mb": _peak_mb()}


def _backfill(agent: Agent) -> None:
    while turn(agent) == 0:
        pass


def _rest(seconds: float) -> None:
    time.sleep(min(seconds, REST_SECONDS_MAX))


def _took(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def _peak_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(main()))
