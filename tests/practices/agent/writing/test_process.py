"""The writer as whoever installs it meets it, and as the power cut meets it."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from practices.agent.cli import main
from practices.agent.writing.folder import WriterFolder
from tests.practices.agent.writing.office import NOW, PINNED, Office, command, posting
from tests.practices.agent.writing.platform import Desk, enrolled

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mariadb")]
ORDERS, KILLS, SECONDS_MAX = 6, 25, 90
LATER = "2099-01-01T00:00:00+00:00"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def folder(office: Office, desk: Desk, tmp_path: Path) -> Iterator[Path]:
    with enrolled(office, tmp_path, desk) as made:
        yield made


def run(folder: Path, *arguments: str) -> int:
    return main(["--folder", str(folder), *arguments])


def ordered(office: Office, desk: Desk) -> list[int]:
    """A claim's payment; its lines."""
    claim, numbers = office.claim()
    early = NOW.replace(year=2020).isoformat()
    told = command(posting(claim, numbers), office.connector(), not_before=early, expires_at=LATER)
    desk.told.append(told)
    return numbers


class TestWriter:
    def test_pins_the_practice_and_the_keys_that_sign_orders(self, folder: Path) -> None:
        assert run(folder, "enroll", "good", "--writer") == 0

        told = WriterFolder(folder).enrolled()
        assert (told.dispatch_keys, bool(told.practice)) == (PINNED, True)

    def test_is_examined_from_the_inside_out(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(folder, "doctor", "--writer") == 1
        assert "not enrolled" in capsys.readouterr().out
        run(folder, "enroll", "good", "--writer")

        assert run(folder, "doctor", "--writer") == 0

        assert "Version 24.3.16" in capsys.readouterr().out

    def test_writes_what_waits_and_says_so(
        self, folder: Path, office: Office, desk: Desk, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run(folder, "enroll", "good", "--writer")
        ordered(office, desk)

        assert run(folder, "write", "--once") == 0
        assert run(folder, "status", "--writer") == 0

        assert [result.outcome for result in desk.results.values()] == ["applied"]
        assert office.paid_cents() == 700_00
        assert "nothing stops it" in capsys.readouterr().out

    def test_keeps_no_value_of_any_row(self, folder: Path, office: Office, desk: Desk) -> None:
        run(folder, "enroll", "good", "--writer")
        ordered(office, desk)
        run(folder, "write", "--once")

        kept = (folder / "journal").read_text()
        for value in ("EFT", "350", "Sample", "claimproc", "2026-11-20"):
            assert value not in kept


@pytest.mark.kill
def test_killed_over_and_over_writes_each_payment_once(
    folder: Path, office: Office, desk: Desk
) -> None:
    run(folder, "enroll", "good", "--writer")
    lines = [ordered(office, desk) for _ in range(ORDERS)]
    dice, end, kills = random.Random(7), time.monotonic() + SECONDS_MAX, 0
    while len(desk.results) < ORDERS and time.monotonic() < end:
        process = subprocess.Popen(
            [sys.executable, "-m", "practices.agent", "--folder", str(folder), "write"],
            stderr=subprocess.DEVNULL,
        )
        try:
            if kills < KILLS:
                seen = len(office.api.asked)
                _await_calls(office, seen + dice.randint(1, 25), end)
                time.sleep(dice.random() * 0.01)
                kills += 1
            else:
                _await_results(desk, end)
        finally:
            process.kill()
            process.wait(10)

    assert {result.outcome for result in desk.results.values()} <= {"applied", "already_applied"}
    assert len(desk.results) == ORDERS
    assert len(office.checks()) == ORDERS
    assert office.paid_cents() == ORDERS * 700_00
    assert len(lines) == ORDERS
    assert kills >= ORDERS


def _await_calls(office: Office, calls: int, end: float) -> None:
    """Until the program was asked so often, or nothing happens any more."""
    quiet = time.monotonic() + 3
    while len(office.api.asked) < calls and time.monotonic() < min(end, quiet):
        time.sleep(0.002)


def _await_results(desk: Desk, end: float) -> None:
    while len(desk.results) < ORDERS and time.monotonic() < end:
        time.sleep(0.05)
