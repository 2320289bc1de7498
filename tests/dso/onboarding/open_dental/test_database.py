"""The office's database: all of it or nothing, and a login that reads what is on the list."""

from collections.abc import Iterator
from dataclasses import replace

import pymysql
import pytest

from dso.embedded import mariadb
from dso.onboarding.actions.office import database
from dso.onboarding.group import OFFICE
from dso.onboarding.history import history_of
from dso.onboarding.open_dental.office import office_of
from dso.onboarding.open_dental.rows import Tables
from dso.onboarding.people import people_of
from practices.agent.pms.open_dental import OpenDental, connector
from practices.sync import maps
from tests.dso.onboarding.open_dental.test_office import TODAY
from tests.practices.mariadb import running

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mariadb")]
PASSWORD = "a-password"


@pytest.fixture(scope="module")
def place() -> Iterator[mariadb.Place]:
    with running() as server:
        yield server.place


@pytest.fixture(scope="module")
def rows() -> Tables:
    site = replace(OFFICE, patients=30, claims=60)
    people = people_of(site, TODAY)
    return office_of(site, people, history_of(site, people, TODAY), TODAY)


class TestFill:
    def test_leaves_nothing_that_is_taken_for_whole_when_it_was_cut(
        self, place: mariadb.Place, rows: Tables
    ) -> None:
        cut = {**rows, "clinic": [{"NoSuchColumn": 1}]}
        assert not database.is_filled(place)

        with pytest.raises(pymysql.MySQLError):
            database.fill(place, cut)
        assert not database.is_filled(place)

        database.fill(place, rows)
        assert database.is_filled(place)

    def test_lets_the_agent_read_what_is_on_the_list_and_nothing_else(
        self, place: mariadb.Place, rows: Tables
    ) -> None:
        database.fill(place, rows)
        for _ in range(2):
            database.let_read(place, PASSWORD)
        login = {"host": mariadb.HOST, "port": place.port, "user": database.READER,
                 "password": PASSWORD, "database": database.DATABASE}  # fmt: skip

        pms = OpenDental(connector(login))
        counts = {table.name: len(pms.rows_after(table, None, 10_000)) for table in maps.TABLES}

        assert {name: n for name, n in counts.items() if n} == {
            name: len(told) for name, told in rows.items() if name in counts
        }
        assert pms.refusal("SELECT SSN FROM patient") is not None
        assert pms.refusal("UPDATE patient SET LName = 'x'") is not None
        pms.close()
