"""Procedures know whether a claim for money names them, whichever comes first."""

from datetime import UTC, datetime

import pytest

from practices.mirror import actions as mirror
from practices.mirror.models import Procedure
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PLACE = {"tooth": "", "tooth_range": "", "surfaces": ""}


def procedure(key: str = "1") -> None:
    mirror.lay(
        "Procedure", [{"source_key": key, "status": "complete", "fee_cents": 100_00, **PLACE}]
    )


def line(key: str = "7", procedure_key: str = "1", status: str = "waiting") -> None:
    row = {
        "source_key": key, "claim_key": "9", "number": 1, "code": "D1110", "status": status,
        "procedure_key": procedure_key,
        "fee_cents": 100_00, "paid_cents": 0, "write_off_cents": 0, "deductible_cents": 0,
    }  # fmt: skip
    mirror.lay("InsuranceLine", [row])


def claimed() -> set[str]:
    return set(Procedure.objects.filter(on_claim=True).values_list("source_key", flat=True))


@pytest.mark.parametrize("first", ["procedure", "line"])
def test_a_procedure_that_a_claim_names_is_known_in_either_order(
    practice_a: Practice, first: str
) -> None:
    with in_practice(practice_a):
        for one in (procedure, line) if first == "procedure" else (line, procedure):
            one()

        assert claimed() == {"1"}


def test_a_line_that_moves_to_another_procedure_frees_the_first(practice_a: Practice) -> None:
    with in_practice(practice_a):
        procedure("1")
        procedure("2")
        line()

        line(procedure_key="2")

        assert claimed() == {"2"}


def test_a_line_that_is_gone_frees_its_procedure(practice_a: Practice) -> None:
    with in_practice(practice_a):
        procedure()
        line()

        mirror.retire("InsuranceLine", ["7"], now=NOW)

        assert claimed() == set()


def test_a_predetermination_asks_for_no_money(practice_a: Practice) -> None:
    with in_practice(practice_a):
        procedure()

        line(status="estimate")

        assert claimed() == set()
