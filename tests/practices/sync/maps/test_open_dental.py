"""The list against the facts about Open Dental's tables, where they lie beside the repository."""

import re

import pytest

from practices.agent.pms.open_dental import NEVER
from practices.sync.maps import open_dental
from practices.wire.messages import Table
from tests.practices.mariadb import FACTS

TABLES = {table.name: table for table in open_dental.TABLES}


BESIDE = frozenset({"claimtracking", "insverify", "fee", "feesched", "periomeasure"})
"""Companions of those the facts list first: they prove what was ordered, or complete a claim."""
WANTED = {
    "patient": {"DateTimeDeceased"},
    "claim": {
        "RefNumString", "AccidentRelated", "AccidentDate", "AccidentST", "EmployRelated",
        "OrthoRemainM", "OrthoDate", "OrthoTotalM", "AttachedFlags",
    },
    "procedurelog": {"DiagnosticCode3", "DiagnosticCode4", "IsDateProsthEst"},
    "fee": {"SecDateTEdit"},
}  # fmt: skip
"""Columns the facts do not mark and a claim says."""
UNUSED = {
    "fee": {"OldCode", "UseDefaultFee", "UseDefaultCov", "SecDateEntry"},
    "periomeasure": {"SecDateTEntry"},
}


def marked(mark: str) -> dict[str, set[str]]:
    """Columns of each table the connector reads that the facts mark so."""
    sql = FACTS.read_text()
    first = sql[sql.index("-- Part 1:") : sql.index("-- Part 2:")]
    others = (re.search(rf"CREATE TABLE `{name}` .*?\n\);", sql, re.DOTALL) for name in BESIDE)
    part = "\n".join([first, *(found[0] for found in others if found)])
    return {
        name: set(re.findall(rf"^  `(\w+)` .*-- {mark}", body, re.MULTILINE))
        for name, body in re.findall(r"CREATE TABLE `(\w+)` \((.*?)\n\);", part, re.DOTALL)
    }


def read(table: Table) -> set[str]:
    return {*table.columns, *([table.stamp] if table.stamp else [])}


class TestTables:
    def test_name_each_column_once_and_the_key_first(self) -> None:
        for table in open_dental.TABLES:
            assert table.columns[0] == table.key[0]
            assert len(set(table.columns)) == len(table.columns)
            assert table.stamp not in table.columns

    def test_hold_nothing_that_never_leaves_a_practice(self) -> None:
        told = {(name, column.lower()) for name, table in TABLES.items() for column in read(table)}

        assert not told & NEVER

    def test_have_a_stamp_if_they_are_read_by_it(self) -> None:
        assert all(table.stamp for table in open_dental.TABLES if table.kind == "stamped")

    @pytest.mark.corpus
    def test_are_all_that_is_marked_and_nothing_else(self) -> None:
        told = marked("sync")

        for name, table in TABLES.items():
            expected = told.pop(name) | WANTED.get(name, set())
            assert read(table) == expected - UNUSED.get(name, set()), name
        assert not told

    @pytest.mark.corpus
    def test_leave_out_what_is_excluded(self) -> None:
        excluded = marked("EXCLUDE")

        assert all(not read(table) & excluded[name] for name, table in TABLES.items())
        assert {
            (name, column.lower()) for name, columns in excluded.items() for column in columns
        } <= NEVER
