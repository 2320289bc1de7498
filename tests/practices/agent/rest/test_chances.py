"""Whatever happens in the cloud and to the agent: after quiet time the mirror is the source."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, event, given, settings

from tests.practices.agent.memory_server import MemoryServer
from tests.practices.agent.rest import chances
from tests.practices.agent.rest.chances import World
from tests.practices.agent.rest.office import PATIENT, Office, listed

pytestmark = pytest.mark.slow
RUNS = int(os.environ.get("DSO_AGENT_RUNS", "10"))
"""Ten in `make test` for each way of paging, the same each time; more are others each time."""


class TestRest:
    @settings(
        max_examples=RUNS, derandomize=RUNS <= 10, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(steps=chances.ANYTHING)
    def test_ends_with_exactly_what_is_there(self, office: Office, steps: chances.Steps) -> None:
        shutil.rmtree(office.kept, ignore_errors=True)
        office.cloud.lists = {"patients": {}, "appointments": {}, "ledger": {}}
        table = listed(PATIENT)
        world = World(office, MemoryServer(table, rows_max=5))
        for step, *given_ in steps:
            step(world, *given_)
        event(f"{world.deaths} deaths")

        world.settle()

        assert world.mirror(table[0].columns) == world.truth()
