"""A process that does one deed and kills itself at a chosen step: `python -m tests.walk.dying`.

A step is a statement that is about to be sent, a commit that is about to be asked for, or one
that was just answered. The product knows nothing of it: the steps are counted in the database
driver. Orders come as lines of JSON, and each is carried out in a child of its own.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

DONE, REFUSED, KILLED, FAILED = "done", "refused", "killed", "failed"


@dataclass(frozen=True, slots=True)
class Order:
    """`die_at` counts steps from 1; 0 means: live."""

    database: str
    deed: str
    about: str
    now: str
    die_at: int = 0

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.now)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of an order. `steps` says where commits were asked for, by what was counted."""

    outcome: str
    steps: int = 0
    commits: tuple[int, ...] = ()
    why: str = ""


class Steps:
    """Counts, and dies when it is time."""

    def __init__(self, die_at: int) -> None:
        self.die_at, self.count, self.commits = die_at, 0, list[int]()

    def step(self) -> None:
        self.count += 1
        if self.count == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:  # noqa: ANN401  # as the driver has it
            self.step()
            return call(*args, **options)

        return counted

    def around(self, commit: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any) -> None:  # noqa: ANN401  # as the driver has it
            self.step()
            self.commits.append(self.count)
            commit(*args)
            self.step()

        return counted

    def watch(self) -> None:
        import psycopg

        for name in ("execute", "executemany", "copy"):
            setattr(psycopg.Cursor, name, self.before(getattr(psycopg.Cursor, name)))
        psycopg.Connection.commit = self.around(psycopg.Connection.commit)  # type: ignore[method-assign]  # that is the point


def carry_out(order: Order) -> Told:
    from django.db import connections

    from tests.walk import deeds

    for alias in connections:
        connections[alias].settings_dict["NAME"] = order.database
    steps = Steps(order.die_at)
    steps.watch()
    try:
        deeds.DEEDS[order.deed](order.about, order.moment)
    except deeds.REFUSALS as why:
        return Told(REFUSED, steps.count, tuple(steps.commits), str(why))
    return Told(DONE, steps.count, tuple(steps.commits))


def in_a_child(order: Order) -> Told:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        told = Told(FAILED)
        try:
            told = carry_out(order)
        finally:
            os.write(writing, json.dumps(asdict(told)).encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Told(KILLED if os.WTERMSIG(status) == signal.SIGKILL else FAILED)
    return Told(**json.loads(said))


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dso.settings")
    django.setup()
    import tests.walk.deeds  # noqa: F401  # before the first child, so that none waits for it

    for line in sys.stdin:
        told = in_a_child(Order(**json.loads(line)))
        sys.stdout.write(json.dumps(asdict(told)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
