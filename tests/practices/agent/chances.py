"""What may happen in a practice while an agent runs and dies: steps that hypothesis strings up."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pymysql
from hypothesis import strategies as st

from practices.agent.agent import Agent
from practices.agent.loop import turn
from practices.agent.schedule import Timing
from practices.agent.server import Unreachable
from practices.wire.messages import Table
from tests.practices.agent.memory_server import MemoryServer
from tests.practices.agent.practice import TABLES, Practice

TEXTS = ("", "Ågren", "A\u030agren", "a\x00b", "tab\tand\nline", "ﬁ", "x" * 200)
NAMES = {"claimproc": "Remarks", "patient": "LName", "securitylog": "LogText",
         "clinic": "Description"}  # fmt: skip


class Killed(BaseException):
    """The power failed. Nothing between here and the test catches it."""


class Dying:
    """Passes calls on until the fuse is burnt; then dies before the call, or just after it."""

    def __init__(self, target: object, fuse: "Fuse") -> None:
        self._target, self._fuse = target, fuse

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever the target has
        found = getattr(self._target, name)
        return self._fuse.around(found) if callable(found) else found


@dataclass
class Fuse:
    """`calls` are left before it dies; `after` decides on which side of the last."""

    calls: int
    after: bool
    death: BaseException = field(default_factory=Killed)

    def around(self, call: Callable[..., object]) -> Callable[..., object]:
        def passed_on(*given: object, **named: object) -> object:
            self.calls -= 1
            if self.calls == 0 and not self.after:
                raise self.death
            answer = call(*given, **named)
            if self.calls == 0:
                raise self.death
            return answer

        return passed_on


@dataclass
class World:
    """A practice, a platform and an agent between them that may be gone at any moment."""

    office: Practice
    server: MemoryServer
    timing: Timing
    agent: Agent | None = None
    late: "pymysql.Connection[Any] | None" = None
    late_since: float = 0
    locked: set[tuple[str, int]] = field(default_factory=set)
    deaths: int = 0

    def insert(self, table: Table, hole: int, text: str) -> None:
        self._insert(table, hole, text, self.office.writer)

    def update(self, table: Table, pick: int, text: str, many: int) -> None:
        for key in self._keys(table, pick, many):
            self.office.do(
                f"UPDATE {table.name} SET {NAMES[table.name]} = %s WHERE {table.key[0]} = %s",
                [text, key],
            )

    def delete(self, table: Table, pick: int, many: int) -> None:
        for key in self._keys(table, pick, many):
            self.office.do(f"DELETE FROM {table.name} WHERE {table.key[0]} = %s", [key])

    def begin_late(self, table: Table, pick: int, text: str) -> None:
        """Somebody writes and does not commit yet; on MyISAM it is there at once."""
        if self.late is None:
            self.late, self.late_since = self.office.connect(), self.office.seconds()
            self.office.do("BEGIN", on=self.late)
        for key in self._keys(table, pick, 1) if table.kind != "grows" else ():
            self.locked.add((table.name, key))
            self.office.do(
                f"UPDATE {table.name} SET {NAMES[table.name]} = %s WHERE {table.key[0]} = %s",
                [text, key],
                on=self.late,
            )
        self._insert(table, 0, text, self.late)

    def end_late(self, keep: bool) -> None:
        if self.late is not None:
            self.office.do("COMMIT" if keep else "ROLLBACK", on=self.late)
            self.office.forget(self.late)
            self.late = None
            self.locked.clear()

    def commit_late(self, table: Table, pick: int, text: str, seconds: int) -> None:
        """Written, then looked at by the agent, and only then committed."""
        if self.late is None:
            self.run(1)
            self.begin_late(table, pick, text)
            self.pass_time(seconds)
            self.run(1)
            self.end_late(keep=True)

    def pass_time(self, seconds: int) -> None:
        self.office.pass_time(seconds)

    def run(self, turns: int) -> None:
        for _ in range(turns):
            turn(self._living())

    def die(self, calls: int, after: bool) -> None:
        """A turn that is cut off somewhere; the next agent knows nothing of it."""
        agent, fuse = self._living(), Fuse(calls, after)
        pms = agent.pms
        agent.pms, agent.server = Dying(pms, fuse), Dying(agent.server, fuse)
        try:
            turn(agent)
        except Killed:
            self.deaths += 1
        pms.close()
        self.agent = None

    def lose_a_call(self, calls: int, after: bool) -> None:
        """The network fails once, before the platform heard us or after; the agent lives on."""
        agent = self._living()
        server = agent.server
        agent.server = Dying(server, Fuse(calls, after, Unreachable("lost")))
        with contextlib.suppress(Unreachable):
            turn(agent)
        agent.server = server

    def settle(self, minutes: int) -> None:
        self.end_late(keep=True)
        for _ in range(minutes):
            while turn(self._living()) == 0:
                pass
            self.pass_time(61)

    def _living(self) -> Agent:
        if self.agent is None:
            self.agent = self.office.agent(self.server, self.timing)
        return self.agent

    def _insert(self, table: Table, hole: int, text: str, on: "pymysql.Connection[Any]") -> None:
        self.office.do(f"INSERT INTO {table.name} ({NAMES[table.name]}) VALUES (%s)", [text], on=on)
        if hole:
            self.office.do(
                f"INSERT INTO {table.name} ({table.key[0]}, {NAMES[table.name]})"
                f" SELECT MAX({table.key[0]}) + %s, %s FROM {table.name}",
                [hole + 1, text],
                on=on,
            )

    def _keys(self, table: Table, pick: int, many: int) -> list[int]:
        """`many` neighbours from one that `pick` points at, but for those somebody has locked."""
        with self.office.writer.cursor() as cursor:
            cursor.execute(f"SELECT {table.key[0]} FROM {table.name} ORDER BY 1")
            keys = [int(row[0]) for row in cursor.fetchall()]
        start = pick % len(keys) if keys else 0
        return [key for key in keys[start : start + many] if (table.name, key) not in self.locked]


_tables = st.sampled_from(TABLES)
_stamped = st.sampled_from(TABLES[:2])
_texts = st.sampled_from(TEXTS)
_picks = st.integers(0, 200)
_many = st.sampled_from((1, 2, 12))
_quiet = (
    st.tuples(st.just(World.insert), _tables, st.integers(0, 3), _texts),
    st.tuples(st.just(World.update), _stamped, _picks, _texts, _many),
    st.tuples(st.just(World.begin_late), _tables, _picks, _texts),
    st.tuples(st.just(World.end_late), st.booleans()),
    st.tuples(st.just(World.commit_late), _tables, _picks, _texts, st.integers(1, 90)),
    st.tuples(st.just(World.run), st.integers(1, 3)),
    st.tuples(st.just(World.die), st.integers(1, 60), st.booleans()),
    st.tuples(st.just(World.lose_a_call), st.integers(1, 12), st.booleans()),
)
_short = st.tuples(st.just(World.pass_time), st.sampled_from((0, 1, 2, 3, 30)))
_long = st.tuples(st.just(World.pass_time), st.sampled_from((1, 2, 61, 400, 4000)))
Steps = list[tuple[Any, ...]]
WITHOUT_DELETES: st.SearchStrategy[Steps] = st.lists(
    st.one_of(*_quiet, _short), min_size=5, max_size=40
)
ANYTHING: st.SearchStrategy[Steps] = st.lists(
    st.one_of(
        *_quiet,
        _long,
        st.tuples(st.just(World.update), _tables, _picks, _texts, _many),
        st.tuples(st.just(World.delete), _tables, _picks, _many),
    ),
    min_size=5,
    max_size=50,
)
