"""Whatever goes wrong: what was told as written is there, once, and nothing else is."""

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.practices.agent.writing import chances
from tests.practices.agent.writing.chances import Death, World
from tests.practices.agent.writing.office import Office

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mariadb")]
RUNS = int(os.environ.get("DSO_WRITE_BACK_RUNS", "25"))
FIRST_SEED = int(os.environ.get("DSO_WRITE_BACK_SEED", "0"))
POINTS_MAX = 60


class TestDeath:
    """The writer dies at one point after the other; the next start brings it to its end."""

    @pytest.mark.parametrize("keeps_journal", [True, False], ids=["journal", "journal lost"])
    def test_at_any_point_writes_once(
        self, office: Office, tmp_path: Path, keeps_journal: bool
    ) -> None:
        for at in range(1, POINTS_MAX):
            office.empty()
            folder = tmp_path / str(at)
            folder.mkdir()
            world = World(office, folder)
            made = world.order()
            first = Death(at)
            told = world.attempt(made, first)
            if first.passed < at:  # it came to its end before
                assert told is not None
                break
            told = world.attempt(made, Death(0), keeps_journal=keeps_journal)

            assert told is not None
            assert told.outcome in {"applied", "already_applied"}, (at, told)
            assert world.checks_of(made) == [700_00], at
            assert len(office.checks()) == 1, at
        else:
            raise AssertionError("There are more points than were tried.")
        assert at > 20


class TestFaults:
    def test_never_double_a_check_nor_lose_one(self, office: Office, tmp_path: Path) -> None:
        ends: Counter[str] = Counter()
        faults: Counter[str] = Counter()
        deaths = 0
        for seed in range(FIRST_SEED, FIRST_SEED + RUNS):
            folder = tmp_path / str(seed)
            folder.mkdir()
            told = chances.played(office, folder, seed)
            unknown = sum(end == "unknown" for end in told.outcomes.values())

            assert told.unheld == 0, seed
            if not unknown:
                assert told.checks_cents == told.told_cents, seed
            print(seed, [d for d in told.details if d.startswith("unknown")])
            ends.update(told.outcomes.values())
            faults += told.faults
            deaths += told.deaths
        print(f"{RUNS} runs: {dict(ends)}, {deaths} deaths, faults {dict(faults)}")
        assert ends["applied"] > RUNS / 4
