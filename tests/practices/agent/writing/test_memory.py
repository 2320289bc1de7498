"""What a writer keeps on disk: its journal, and what it has written today."""

from pathlib import Path

import pytest

from practices.agent.state import Folder, NotSetUp
from practices.agent.writing import journal as journals
from practices.agent.writing.caps import Cap, Caps
from practices.agent.writing.journal import Entry, Journal

DAY, NEXT_DAY = "2026-11-23", "2026-11-24"


class TestJournal:
    def test_tells_after_a_restart_what_was_begun_and_done(self, tmp_path: Path) -> None:
        first = Journal(tmp_path / "journal")
        first.note(Entry("a", "begun", 1.0, hash="h"))
        first.note(Entry("a", "intent", 2.0, 0))
        first.note(Entry("a", "effect", 3.0, 0))
        first.note(Entry("a", "intent", 4.0, 1))

        memory = Journal(tmp_path / "journal").of("a")

        assert memory is not None
        assert (memory.hash, memory.intents, memory.effects) == ("h", {0: 2.0, 1: 4.0}, {0})

    def test_survives_a_line_that_was_cut_off(self, tmp_path: Path) -> None:
        file = tmp_path / "journal"
        Journal(file).note(Entry("a", "intent", 2.0, 0))
        file.write_bytes(file.read_bytes() + b'{"id":"a","mark":"eff')

        memory = Journal(file).of("a")

        assert memory is not None
        assert memory.effects == set()

    def test_goes_on_after_a_line_that_was_cut_off(self, tmp_path: Path) -> None:
        file = tmp_path / "journal"
        Journal(file).note(Entry("a", "intent", 2.0, 0))
        file.write_bytes(file.read_bytes() + b'{"id":"a","mark":"eff')
        Journal(file).note(Entry("b", "intent", 3.0, 0))

        memory = Journal(file).of("b")

        assert memory is not None
        assert memory.intents == {0: 3.0}

    def test_holds_no_more_than_it_must(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(journals, "BYTES_MAX", 1)
        monkeypatch.setattr(journals, "KEPT_ORDERS", 2)
        file = tmp_path / "journal"
        kept = Journal(file)
        for name in "abcd":
            kept.note(Entry(name, "intent", 1.0))
            if name != "a":
                kept.note(Entry(name, "ended", 2.0))

        Journal(file)

        again = Journal(file)
        assert again.of("a") is not None  # not ended: never forgotten
        assert again.of("b") is None
        assert again.of("d") is not None

    def test_is_readable_by_its_account_alone(self, tmp_path: Path) -> None:
        Journal(tmp_path / "journal").note(Entry("a", "begun", 1.0))

        assert (tmp_path / "journal").stat().st_mode & 0o777 == 0o600


class TestCaps:
    def caps(self, folder: Path) -> Caps:
        return Caps(Folder(folder), {"claim_payment": Cap(2, 100_00)})

    def test_refuse_what_they_do_not_name(self, tmp_path: Path) -> None:
        assert "not set up" in self.caps(tmp_path).refusal("adjustment", "a", 1, DAY)

    @pytest.mark.parametrize(("cents", "refused"), [(100_00, False), (100_01, True)])
    def test_end_with_the_last_cent(self, tmp_path: Path, cents: int, refused: bool) -> None:
        assert bool(self.caps(tmp_path).refusal("claim_payment", "a", cents, DAY)) is refused

    def test_stay_spent_over_a_restart_and_begin_anew_the_next_day(self, tmp_path: Path) -> None:
        for name in "ab":
            self.caps(tmp_path).spend("claim_payment", name, 10_00, DAY)

        assert "limit of 2 orders" in self.caps(tmp_path).refusal("claim_payment", "c", 1, DAY)
        assert self.caps(tmp_path).refusal("claim_payment", "c", 1, NEXT_DAY) == ""

    def test_count_an_order_that_is_resumed_once(self, tmp_path: Path) -> None:
        for _ in range(3):
            self.caps(tmp_path).spend("claim_payment", "a", 60_00, DAY)

        assert self.caps(tmp_path).refusal("claim_payment", "a", 60_00, DAY) == ""
        assert self.caps(tmp_path).refusal("claim_payment", "b", 40_00, DAY) == ""

    def test_do_not_begin_anew_because_their_file_is_damaged(self, tmp_path: Path) -> None:
        (tmp_path / "spent.json").write_bytes(b"{")

        with pytest.raises(NotSetUp, match="damaged"):
            self.caps(tmp_path).refusal("claim_payment", "a", 1, DAY)
