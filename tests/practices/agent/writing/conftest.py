"""One office for all tests of writing, emptied before each."""

from collections.abc import Iterator

import pytest

from tests.practices import mariadb
from tests.practices.agent.writing import office as offices
from tests.practices.agent.writing.office import Office


@pytest.fixture(scope="session")
def building(database_server: mariadb.MariaDb) -> Iterator[Office]:
    with offices.office(database_server) as made:
        yield made


@pytest.fixture
def office(building: Office) -> Office:
    building.empty()
    return building
