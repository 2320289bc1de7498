"""Whatever happens in the practice and to the agent: after quiet time the mirror is the source."""

import os

import pytest
from hypothesis import HealthCheck, event, given, settings

from practices.agent.schedule import Timing
from tests.practices.agent import chances
from tests.practices.agent.chances import World
from tests.practices.agent.memory_server import MemoryServer
from tests.practices.agent.practice import TABLES, Practice

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mariadb")]
RUNS = int(os.environ.get("DSO_AGENT_RUNS", "10"))
"""Ten in `make test`, the same each time; more are other ones each time."""

as_often_as_asked = settings(
    max_examples=RUNS,
    derandomize=RUNS <= 10,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
ROWS_MAX = 5  # so that few rows are many pages
NO_COMPARE = Timing(first_compare_max=1e9, compare_hot=1e9)
OFTEN = Timing(first_compare_max=0, compare=600, compare_hot=300, recheck=60, slices=1)


def played(office: Practice, steps: chances.Steps, timing: Timing) -> World:
    office.begin_anew()
    world = World(office, MemoryServer(TABLES, rows_max=ROWS_MAX), timing)
    for step, *given_ in steps:
        step(world, *given_)
        # A transaction that stays open longer than windows overlap is for comparing to find.
        if timing is NO_COMPARE and world.late and office.seconds() - world.late_since > 240:
            world.end_late(keep=True)
    event(f"{world.deaths} deaths")
    return world


class TestLoop:
    @as_often_as_asked
    @given(steps=chances.WITHOUT_DELETES)
    def test_misses_nothing_even_if_it_never_compares(
        self, office: Practice, steps: chances.Steps
    ) -> None:
        world = played(office, steps, NO_COMPARE)

        world.settle(minutes=3)

        assert world.server.compared <= {"clinic"}  # it shows no change but by being compared
        for table in TABLES:
            assert world.server.mirror(table.name) == office.truth(table), table.name

    @as_often_as_asked
    @given(steps=chances.ANYTHING)
    def test_ends_with_exactly_what_is_there(self, office: Practice, steps: chances.Steps) -> None:
        world = played(office, steps, OFTEN)

        world.settle(minutes=25)

        for table in TABLES:
            assert world.server.mirror(table.name) == office.truth(table), table.name
