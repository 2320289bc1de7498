"""What may happen in a cloud while an agent reads it and dies: steps that hypothesis strings up."""

from dataclasses import dataclass
from typing import Any

import msgspec
from hypothesis import strategies as st

from practices.agent.agent import Agent
from practices.agent.loop import turn
from practices.agent.pms.rest.connector import Rest
from practices.agent.schedule import Timing
from tests.practices.agent.chances import Dying, Fuse, Killed
from tests.practices.agent.memory_server import MemoryServer
from tests.practices.agent.rest.office import PATIENT, Office

TIMING = Timing(first_compare_max=0, query_share=0, recheck=60, set_aside=60)
FAULTS = ("busy", "fault", "dropped", "html", "expired")
ROUNDS, ROUND_SECONDS = 15, 601


@dataclass
class World:
    """A cloud, a platform and an agent between them that may be gone at any moment."""

    office: Office
    server: MemoryServer
    agent: Agent | None = None
    made: int = 0
    deaths: int = 0

    def insert(self, name: str, many: int) -> None:
        for _ in range(many):
            self.made += 1
            self.office.cloud.put("patients", f"p{self.made}", name=name, born="1990-05-01")

    def update(self, pick: int, name: str, many: int) -> None:
        """Under another name it stands elsewhere in the list."""
        for key in self._keys(pick, many):
            self.office.cloud.put("patients", key, name=name)

    def merge(self, pick: int) -> None:
        for key in self._keys(pick, 1):
            self.office.cloud.put("patients", key, state="merged")

    def delete(self, pick: int, many: int) -> None:
        for key in self._keys(pick, many):
            self.office.cloud.drop("patients", key)

    def meanwhile(self, pick: int, name: str, many: int) -> None:
        """The list moves between the next pages."""
        self.office.cloud.between += [
            lambda: self.insert(name, many),
            lambda: self.delete(pick, many),
            lambda: self.update(pick + 3, name, many),
        ]

    def fail(self, faults: list[str]) -> None:
        self.office.cloud.faults += faults

    def pass_time(self, seconds: int) -> None:
        self.office.pass_time(seconds)

    def run(self, turns: int) -> None:
        for _ in range(turns):
            turn(self._living())

    def die(self, calls: int, after: bool) -> None:
        """A turn that is cut off somewhere; the next agent has what is on disk and no more."""
        self.pass_time(ROUND_SECONDS)
        agent, fuse = self._living(), Fuse(calls, after)
        pms = agent.pms
        assert isinstance(pms, Rest)
        session = pms.client.session
        agent.pms, agent.server = Dying(pms, fuse), Dying(agent.server, fuse)
        pms.client.session = Dying(session, fuse)  # type: ignore[assignment]  # as it is
        for one in pms.lists.values():
            one.copy = Dying(one.copy, fuse)  # type: ignore[assignment]  # as it is
        try:
            turn(agent)
        except Killed:
            self.deaths += 1
        session.close()
        self.agent = None

    def settle(self) -> None:
        """Nothing happens any more but reading."""
        self.office.cloud.faults.clear()
        self.office.cloud.between.clear()
        for _ in range(ROUNDS):
            while turn(self._living()) == 0:
                pass
            self.pass_time(ROUND_SECONDS)

    def truth(self) -> dict[str, object]:
        rows = self.office.cloud.lists.get("patients", {})
        return {key: row["name"] for key, row in rows.items() if row.get("state") != "merged"}

    def mirror(self, columns: tuple[str, ...]) -> dict[str, object]:
        place = columns.index("last_name")
        rows = self.server.tables[PATIENT].rows
        return {key: msgspec.json.decode(values)[place] for key, values in rows.items()}

    def _keys(self, pick: int, many: int) -> list[str]:
        keys = sorted(self.office.cloud.lists.get("patients", {}))
        start = pick % len(keys) if keys else 0
        return keys[start : start + many]

    def _living(self) -> Agent:
        if self.agent is None:
            self.agent = self.office.agent(self.server, TIMING)
        return self.agent


_names, _picks = st.sampled_from("abcdefgh"), st.integers(0, 200)
_many = st.sampled_from((1, 2, 12))
Steps = list[tuple[Any, ...]]
ANYTHING: st.SearchStrategy[Steps] = st.lists(
    st.one_of(
        st.tuples(st.just(World.insert), _names, _many),
        st.tuples(st.just(World.update), _picks, _names, _many),
        st.tuples(st.just(World.merge), _picks),
        st.tuples(st.just(World.delete), _picks, _many),
        st.tuples(st.just(World.meanwhile), _picks, _names, _many),
        st.tuples(st.just(World.fail), st.lists(st.sampled_from(FAULTS), max_size=3)),
        st.tuples(st.just(World.pass_time), st.sampled_from((1, 61, 601, 4_000))),
        st.tuples(st.just(World.run), st.integers(1, 3)),
        st.tuples(st.just(World.die), st.integers(1, 40), st.booleans()),
    ),
    min_size=5,
    max_size=40,
)
