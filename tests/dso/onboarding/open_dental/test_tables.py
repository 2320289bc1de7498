"""The shape of the office's database: what the agent reads of it, and what the facts say."""

import re

import pytest

from dso.onboarding.actions.office.database import SHAPE
from practices.sync import maps
from tests.practices.mariadb import FACTS

COLUMN = re.compile(r"(?:^|,)\s*`?(\w+)`? (bigint|int|smallint|tinyint|double|float|varchar|char|"
                    r"text|mediumtext|longtext|date|datetime|timestamp|time)\b")  # fmt: skip


def shape(sql: str) -> dict[str, list[tuple[str, str]]]:
    """Column and type of each table, in order."""
    told = re.sub(r"--.*", "", sql)
    found = re.findall(r"CREATE TABLE `?(\w+)`? \((.*?)\n\);", told, re.DOTALL)
    return {name: COLUMN.findall(" ".join(body.split())) for name, body in found}


class TestShape:
    def test_has_every_column_the_agent_reads(self) -> None:
        ours = shape(SHAPE.read_text())

        for table in maps.TABLES:
            named = {name for name, _ in ours[table.name]}
            assert {*table.columns, *filter(None, [table.stamp])} <= named

    def test_moves_each_stamp_by_itself(self) -> None:
        moving = SHAPE.read_text().count("ON UPDATE CURRENT_TIMESTAMP")

        assert moving >= sum(1 for table in maps.TABLES if table.stamp)

    @pytest.mark.corpus
    def test_is_that_of_the_facts(self) -> None:
        assert shape(SHAPE.read_text()) == shape(FACTS.read_text())
