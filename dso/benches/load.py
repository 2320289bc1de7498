"""Many agents at once against the web server over loopback, first alike, then with a noisy one.

Agents are the agent's own code in a few processes, each with a practice system in memory; the
server is gunicorn as the product starts it, over a throw-away database. A change's lag runs from
the moment it is made to the moment the platform has it, with the wait for the next poll in it: two
seconds here, so that it hides less than a minute would. In the second half one agent has gone wrong
and sends as much as it can: the lag of the others is held against theirs in the first half.
"""

import base64
import subprocess
import sys
import time

import msgspec

from dso.benches.bench import Bench, Figures, Target
from dso.benches.groups import NOW, found_group
from dso.benches.serving import serving
from dso.benches.watched import Order, Told
from dso.embedded.children import BASE
from practices.registry.models import Practice
from practices.sync.models import Agent, AgentState
from practices.wire import signing

AGENTS, HALF_SECONDS = {"small": 5, "full": 50}, {"small": 10, "full": 300}
PROCESSES = 2
POLL_SECONDS, ROWS, TABLE = 2, 500, "claimproc"
WARM_SECONDS = 5


def measure(size: str) -> Figures:
    practices = found_group(AGENTS[size])
    keys = [_enrolled(practice) for practice in practices]
    with serving() as url:
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
