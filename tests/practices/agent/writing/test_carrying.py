"""One order at an office's program, with everything that goes wrong on the way."""

from pathlib import Path

import msgspec
import pytest

from practices.agent.writing.loop import turn
from practices.wire import commands
from practices.wire.commands import Result
from tests.doubles.open_dental.faults import Kind
from tests.practices.agent.writing.office import (
    Clock,
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


class TestRefusal:
    @pytest.mark.parametrize("fault", ["refused", "denied", "nothing"])
    def test_of_the_first_call_leaves_nothing(
        self, office: Office, tmp_path: Path, fault: Kind
    ) -> None:
        office.api.faults.plan(fault, "PUT claimprocs")

        result, _ = carried_out(office, tmp_path)

        assert (result.outcome, result.done) == ("refused", 0)
        assert {row["Status"] for row in office.rows("claimproc")} == {0}

    def test_of_the_check_tells_how_far_it_came(self, office: Office, tmp_path: Path) -> None:
        office.api.faults.plan("refused", "POST claimpayments")

        result, _ = carried_out(office, tmp_path)

        assert (result.outcome, result.done) == ("refused", 3)
        assert "locked" in result.detail
        assert office.checks() == []

    def test_of_a_twin_whose_first_got_through_is_none(
        self, office: Office, tmp_path: Path
    ) -> None:
        """The office writes after we looked for the last time: our second check is refused,

        because the lines are on the first.
        """
        claim, numbers = office.claim()
        told = command(posting(claim, numbers), office.connector())
        orders, clock = MemoryOrders([leased(told)]), Clock()
        made = writer(office, tmp_path, orders, clock)
        clock.on_sleep = lambda _: None
        office.api.faults.late_seconds = 3600
        office.api.faults.plan("timeout_then", "POST claimpayments")
        calls = 0

        def late(call: str) -> Kind | None:
            nonlocal calls
            calls += call == "POST claimpayments"
            if calls == 2:
                office.api.settle()
            return None

        office.api.faults.choose = late
        turn(made)

        assert calls == 2
        assert orders.last.outcome == "applied"
        assert len(office.checks()) == 1

    def test_by_an_old_program_says_which_it_takes(self, office: Office, tmp_path: Path) -> None:
        office.database.update(
            "preference", "PrefName", "ProgramVersion", {"ValueString": "22.3.1.0"}
        )
        try:
            result, _ = carried_out(office, tmp_path)
        finally:
            told = {"ValueString": "24.3.16.0"}
            office.database.update("preference", "PrefName", "ProgramVersion", told)

        assert result.outcome == "refused"
        assert "22.3.33" in result.detail


class TestExpectation:
    def test_that_fails_names_columns_and_writes_nothing(
        self, office: Office, tmp_path: Path
    ) -> None:
        claim, numbers = office.claim()
        told = command(posting(claim, numbers), office.connector())
        office.database.update("claimproc", "ClaimProcNum", numbers[1], {"WriteOff": 5})
        orders = MemoryOrders([leased(told)])

        turn(writer(office, tmp_path, orders))

        assert orders.last.outcome == "precondition_failed"
        assert orders.last.differing == ("claimproc.WriteOff",)
        assert not any(call.startswith(("PUT", "POST")) for call in office.api.asked)

    def test_is_not_asked_of_what_is_done_already(self, office: Office, tmp_path: Path) -> None:
        """A person entered the same payment: same lines, same check."""
        claim, numbers = office.claim()
        told = command(posting(claim, numbers), office.connector())
        for _ in range(2):
            orders = MemoryOrders([leased(told)])
            turn(writer(office, tmp_path, orders))
            (tmp_path / "journal").unlink(missing_ok=True)

        assert orders.last.outcome == "already_applied"
        assert len(office.checks()) == 1

    def test_holds_for_what_somebody_did_half(self, office: Office, tmp_path: Path) -> None:
        claim, numbers = office.claim()
        told = command(posting(claim, numbers), office.connector())
        line = {"Status": 1, "InsPayAmt": 350, "WriteOff": 100, "Remarks": "45"}
        office.database.update("claimproc", "ClaimProcNum", numbers[0], line)
        orders = MemoryOrders([leased(told)])

        turn(writer(office, tmp_path, orders))

        assert orders.last.outcome == "precondition_failed"

    def test_changed_by_somebody_in_the_middle_ends_unknown(
        self, office: Office, tmp_path: Path
    ) -> None:
        office.api.faults.plan("timeout_before", "POST claimpayments")
        claim, numbers = office.claim()
        told = command(posting(claim, numbers), office.connector())
        orders, clock = MemoryOrders([leased(told)]), Clock()
        made = writer(office, tmp_path, orders, clock)

        def somebody(_: float) -> None:
            check = {"CheckAmt": 700, "CheckNum": "BY HAND"}
            number = office.database.insert("claimpayment", check)
            for line in numbers:
                held = {"ClaimPaymentNum": number}
                office.database.update("claimproc", "ClaimProcNum", line, held)

        clock.on_sleep = somebody
        turn(made)

        assert orders.last.outcome == "unknown"
        assert [check["CheckNum"] for check in office.checks()] == ["BY HAND"]


class TestWhatIsAdded:
    @pytest.mark.parametrize("fault", CERTAIN)
    def test_is_there_once(self, office: Office, tmp_path: Path, fault: Kind) -> None:
        office.api.faults.plan(fault, "POST commlogs")
        step = commands.AddCommlog(patient=55, note="Told the patient")
        orders = MemoryOrders([leased(command([step], kind="commlog"))])

        turn(writer(office, tmp_path, orders))

        assert orders.last.outcome == "applied"
        (row,) = office.rows("commlog")
        assert row["Note"].startswith("Told the patient [dso:")

    def test_is_waited_for_as_long_as_it_may_still_come(
        self, office: Office, tmp_path: Path
    ) -> None:
        office.api.faults.plan("timeout_then", "POST commlogs")
        clock = Clock()
        step = commands.AddCommlog(patient=55, note="x")
        orders = MemoryOrders([leased(command([step], kind="commlog"))])

        turn(writer(office, tmp_path, orders, clock))

        assert clock.seconds >= 89
        assert len(office.rows("commlog")) == 1


class TestWhatMayNotBeDone:
    def refused(
        self, office: Office, folder: Path, *, change: str = "", **given: object
    ) -> Result:  # fmt: skip
        claim, numbers = office.claim()
        lease = leased(command(posting(claim, numbers), office.connector(), **given))
        if change:
            lease = msgspec.structs.replace(lease, command=lease.command.replace(change, "1"))
        orders = MemoryOrders([lease])
        turn(writer(office, folder, orders))
        assert not any(call.startswith(("PUT", "POST")) for call in office.api.asked)
        assert office.checks() == []
        return orders.last

    def test_is_what_was_altered(self, office: Office, tmp_path: Path) -> None:
        assert self.refused(office, tmp_path, change="35000").outcome == "refused"

    def test_is_what_is_for_another_practice(self, office: Office, tmp_path: Path) -> None:
        other = "0190a7e0-0000-7000-8000-000000000002"

        assert "another practice" in self.refused(office, tmp_path, practice=other).detail

    def test_is_what_has_expired(self, office: Office, tmp_path: Path) -> None:
        late = self.refused(office, tmp_path, expires_at="2026-11-23T14:00:00+00:00")

        assert late.outcome == "expired"

    def test_is_what_is_above_the_days_limit(self, office: Office, tmp_path: Path) -> None:
        assert "limit of money" in self.refused(office, tmp_path, cents=50_001_00).detail

    def test_is_a_kind_the_practice_does_not_allow(self, office: Office, tmp_path: Path) -> None:
        assert "not set up" in self.refused(office, tmp_path, kind="payroll").detail

    def test_is_anything_in_a_rehearsal(self, office: Office, tmp_path: Path) -> None:
        assert self.refused(office, tmp_path, is_rehearsal=True).outcome == "rehearsed"

    def test_is_anything_once_the_platform_says_stop(self, office: Office, tmp_path: Path) -> None:
        claim, numbers = office.claim()
        orders = MemoryOrders([leased(command(posting(claim, numbers), office.connector()))])
        orders.is_stopped = True

        turn(writer(office, tmp_path, orders))

        assert orders.results == []
        assert office.checks() == []


class TestCheckOfSeveralClaims:
    def test_is_the_only_way_where_the_practice_wants_it(
        self, office: Office, tmp_path: Path
    ) -> None:
        told = {"ValueString": "1"}
        office.database.update("preference", "PrefName", "ClaimPaymentBatchOnly", told)
        try:
            result, _ = carried_out(office, tmp_path)
        finally:
            told = {"ValueString": "0"}
            office.database.update("preference", "PrefName", "ClaimPaymentBatchOnly", told)

        assert (result.outcome, result.done) == ("refused", 3)
        assert "BatchOnly" in result.detail
