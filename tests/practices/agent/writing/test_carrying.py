"""One order at an office's program, with everything that goes wrong on the way."""

from pathlib import Path

import pytest

from practices.agent.writing.loop import turn
from practices.wire.commands import Result
from tests.doubles.open_dental.faults import Kind
from tests.practices.agent.writing.office import (
    MemoryOrders,
    Office,
    command,
    leased,
    posting,
    writer,
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mariadb")]
CERTAIN: tuple[Kind, ...] = ("dropped_before", "dropped_after", "timeout_before", "timeout_after",
                             "timeout_then", "office_away", "office_away_after")  # fmt: skip


def carried_out(office: Office, folder: Path, *, lines: int = 2) -> tuple[Result, int]:
    """An order for one claim's payment, and how it ended."""
    claim, numbers = office.claim(lines)
    told = command(posting(claim, numbers), office.connector())
    orders = MemoryOrders([leased(told)])
    turn(writer(office, folder, orders))
    return orders.last, claim


class TestPayment:
    def test_is_written_and_read_back(self, office: Office, tmp_path: Path) -> None:
        result, claim = carried_out(office, tmp_path)

        assert (result.outcome, result.done) == ("applied", 4)
        (check,) = office.checks()
        assert (check["CheckAmt"], check["CheckNum"]) == (700.0, f"EFT{claim}")
        assert result.keys == {"claimpayment": check["ClaimPaymentNum"]}
        assert {(r["Status"], r["InsPayAmt"], r["ClaimPaymentNum"]) for r in
                office.rows("claimproc")} == {(1, 350.0, check["ClaimPaymentNum"])}  # fmt: skip

    @pytest.mark.parametrize("fault", CERTAIN)
    @pytest.mark.parametrize("call", ["PUT claimprocs", "PUT claims", "POST claimpayments"])
    def test_is_written_once_whatever_became_of_a_call(
        self, office: Office, tmp_path: Path, fault: Kind, call: str
    ) -> None:
        office.api.faults.plan(fault, call)

        result, _ = carried_out(office, tmp_path)

        assert result.outcome == "applied"
        assert (len(office.checks()), office.paid_cents()) == (1, 700_00)
