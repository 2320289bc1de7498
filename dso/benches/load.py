"""Many agents at once against the web server over loopback, first alike, then with a noisy one.

Agents are the agent's own code in a few processes, each with a practice system in memory; the
server is gunicorn as the product starts it, over a throw-away database. A change's lag runs from
the moment it is made to the moment the platform has it, with the wait for the next poll in it: two
seconds here, so that it hides less than a minute would. In the second half one agent has gone wrong
and sends as much as it can: the lag of the others is held against theirs in the first half.
"""

import base64
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import msgspec
from django.db import connections

from dso.benches.bench import Bench, Figures, Target
from dso.benches.crowd import Order, Told
from dso.benches.groups import NOW, found_group
from dso.embedded.children import BASE
from practices.registry.models import Practice
from practices.sync.models import Agent, AgentState
from practices.wire import signing

AGENTS, HALF_SECONDS = {"small": 5, "full": 50}, {"small": 10, "full": 300}
PROCESSES = 2
POLL_SECONDS, ROWS, TABLE = 2, 500, "claimproc"
WARM_SECONDS, START_SECONDS_MAX = 5, 60


def measure(size: str) -> Figures:
    practices = found_group(AGENTS[size])
    keys = [_enrolled(practice) for practice in practices]
    with _serving() as url:
        _half(url, keys, WARM_SECONDS, noisy=0)
        even = _half(url, keys, HALF_SECONDS[size], noisy=0)
        uneven = _half(url, keys, HALF_SECONDS[size], noisy=1)
    quiet, loud = _p95(even.lags), _p95(uneven.lags)
    return {
        "agents": len(keys),
        "p95_lag_seconds": quiet,
        "p95_lag_beside_noise_seconds": loud,
        "noisy_neighbour_ratio": loud / quiet,
        "p95_call_seconds": _p95(even.calls),
        "p95_call_beside_noise_seconds": _p95(uneven.calls),
        "noisy_rows_per_second": uneven.noise / HALF_SECONDS[size],
        "noisy_calls_refused": uneven.refused,
        "failed_calls": even.errors + uneven.errors,
    }


def _enrolled(practice: Practice) -> str:
    """An agent's key; that a person approved it is not what is measured."""
    key = signing.new_key()
    public = key.public_key().public_bytes_raw()
    Agent.objects.create(
        practice=practice, key_id=signing.key_id_of(public), public_key=public, version="1",
        system="bench", state=AgentState.ACTIVE, enrolled_at=NOW,
    )  # fmt: skip
    return base64.b64encode(signing.private_bytes(key)).decode()


def _half(url: str, keys: list[str], seconds: int, *, noisy: int) -> Told:
    until = time.time() + seconds
    crowds = []
    for number in range(PROCESSES):
        mine = tuple(keys[number::PROCESSES])
        first = noisy if number == 0 else 0
        order = Order(url, mine, until, TABLE, POLL_SECONDS, ROWS, first)
        crowds.append(_crowd(order))
    told = [msgspec.json.decode(crowd.communicate()[0], type=Told) for crowd in crowds]
    return Told(
        lags=[lag for one in told for lag in one.lags],
        calls=[call for one in told for call in one.calls],
        errors=sum(one.errors for one in told),
        noise=sum(one.noise for one in told),
        refused=sum(one.refused for one in told),
    )


def _crowd(order: Order) -> "subprocess.Popen[bytes]":
    crowd = subprocess.Popen(
        [sys.executable, "-m", "dso.benches.crowd"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=BASE,
    )  # fmt: skip
    assert crowd.stdin is not None
    crowd.stdin.write(msgspec.json.encode(order))
    crowd.stdin.close()
    crowd.stdin = None
    return crowd


@contextmanager
def _serving() -> Iterator[str]:
    """The web server over the database this process uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = f"127.0.0.1:{port}"
    env = os.environ | {
        "DATABASE_URL": _url("default"), "DATABASE_OWNER_URL": _url("owner"),
        "PUBLIC_URL": f"http://{place}", "DSO_SUPERVISOR": str(os.getpid()),
    }  # fmt: skip
    web = subprocess.Popen(  # noqa: S603  # this interpreter, our own module
        [sys.executable, "-m", "dso.embedded.part", "web", place],
        cwd=BASE, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _await(f"http://{place}/agent/v1/config", web)
        yield f"http://{place}"
    finally:
        web.terminate()
        web.wait()


def _url(alias: str) -> str:
    told = connections[alias].settings_dict
    return f"postgresql://{told['USER']}@{quote(told['HOST'], safe='')}/{told['NAME']}"


def _await(url: str, web: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < end and web.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5)  # noqa: S310  # our own server
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The web server did not start.")


def _p95(values: list[float]) -> float:
    if not values:
        raise SystemExit("No change arrived: the machine is too slow for this size.")
    return sorted(values)[int(len(values) * 0.95)]


BENCH = Bench(
    "load",
    measure,
    {
        "p95_lag_seconds": Target("<=", 180),
        "noisy_neighbour_ratio": Target("<=", 1.2),
    },
)
"""Changes are here within three minutes, and one practice that sends a flood delays no other."""
