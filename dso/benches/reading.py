"""Reading a practice's database as the agent does, while somebody else writes in it.

The agent's own code runs in a process of its own, against a platform that takes everything and
keeps nothing: a first reading of all rows, then a comparison by sums and one by values. Meanwhile
another login updates single rows and notes how long each takes. The engine is MyISAM, where whoever
reads a table holds up whoever writes it.
"""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from dso.benches.bench import Bench, Figures, Target
from dso.embedded import mariadb as program
from dso.embedded.children import BASE
from practices.sync import maps

ROWS = {"small": 80_000, "full": 800_000}
PAUSE_SECONDS = 0.005
TABLE = maps.table_named("claimproc")
DATABASE, ENGINE = "bench", "MyISAM"


def measure(size: str) -> Figures:
    """Raises SystemExit where there is no MariaDB."""
    from tests.practices import mariadb

    if why := program.missing():
        raise SystemExit(why)
    with mariadb.running() as server:
        server.create(DATABASE, ENGINE, mariadb.SHAPE.read_text())
        server.grant(DATABASE, {TABLE.name: [], "preference": []})
        with server.admin(DATABASE) as writer:
            _fill(writer, ROWS[size])
            with _writing(writer, ROWS[size]) as waits:
                told = _read(server.reader(DATABASE))
    waits.sort()
    return {
        "rows": ROWS[size],
        "backfill_rows_per_second": ROWS[size] / told["backfill_seconds"],
        "compare_sums_seconds": told["sums_seconds"],
        "compare_values_seconds": told["values_seconds"],
        "foreign_update_wait_ms": waits[-1] * 1e3,
        "foreign_update_p99_ms": waits[int(len(waits) * 0.99)] * 1e3,
        "agent_peak_mb": told["peak_mb"],
    }


def _fill(writer: Any, rows: int) -> None:  # noqa: ANN401  # PyMySQL has no types
    names = [name for name in TABLE.columns if name not in TABLE.key]
    amounts = ("InsPayAmt", "FeeBilled", "WriteOff")
    told = ", ".join(names)
    with writer.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE.name} ({amounts[0]}) VALUES (12.5)")  # noqa: S608  # ours
        count = 1
        while count < rows:
            more = min(count, rows - count)
            cursor.execute(
                f"INSERT INTO {TABLE.name} ({told}) SELECT {told} FROM {TABLE.name} LIMIT {more:d}"  # noqa: S608  # ours
            )
            count += more
        for place, name in enumerate(amounts, start=7):
            cursor.execute(f"UPDATE {TABLE.name} SET {name} = {TABLE.key[0]} % {place * 97}")  # noqa: S608  # ours


@contextmanager
def _writing(writer: Any, rows: int) -> Iterator[list[float]]:  # noqa: ANN401  # as above
    """Somebody updates a row every few milliseconds; seconds that each took."""
    waits: list[float] = []
    done = threading.Event()

    def write() -> None:
        chance = random.Random(1)  # noqa: S311  # which rows is no secret
        with writer.cursor() as cursor:
            while not done.wait(PAUSE_SECONDS):
                key = chance.randint(1, rows)
                began = time.monotonic()
                cursor.execute(
                    f"UPDATE {TABLE.name} SET PlanNum = PlanNum + 1 WHERE {TABLE.key[0]} = %s",  # noqa: S608  # ours
                    [key],
                )
                waits.append(time.monotonic() - began)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield waits
    finally:
        done.set()
        thread.join()


def _read(database: dict[str, Any]) -> dict[str, float]:
    child = subprocess.run(  # this interpreter, our own module
        [sys.executable, "-m", "dso.benches.reader"],
        input=msgspec.json.encode(database),
        stdout=subprocess.PIPE,
        cwd=BASE,
        check=True,
    )
    return msgspec.json.decode(child.stdout, type=dict[str, float])


BENCH = Bench(
    "agent",
    measure,
    {
        "foreign_update_wait_ms": Target("<=", 150),
        "agent_peak_mb": Target("<=", 150),
    },
    needs_database=False,
)
"""A foreign update waits for one page of ours at most; the agent fits beside a practice's work."""
