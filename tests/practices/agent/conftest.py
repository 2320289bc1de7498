"""One MariaDB for all tests of the agent."""

from collections.abc import Iterator

import pytest

from tests.practices import mariadb
from tests.practices.agent import practice as practices
from tests.practices.agent.practice import Practice


@pytest.fixture(scope="session")
def database_server() -> Iterator[mariadb.MariaDb]:
    with mariadb.running() as server:
        yield server


@pytest.fixture(params=["InnoDB", "MyISAM"])
def office(database_server: mariadb.MariaDb, request: pytest.FixtureRequest) -> Iterator[Practice]:
    """A practice in a fresh database, once with each engine."""
    with practices.practice(database_server, "od_office", request.param) as made:
        yield made
