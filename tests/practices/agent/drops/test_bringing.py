"""Files are brought once they are finished, and put aside once the platform has them."""

from pathlib import Path

import pytest

from practices.agent.drops import bringing
from practices.agent.server import SwitchedOff, TableRefused, TooMuch, Unreachable
from practices.wire import drops
from tests.practices.agent.drops.office import SETTLE, Office


@pytest.fixture
def practice(tmp_path: Path) -> Office:
    folder = tmp_path / "mail"
    folder.mkdir()
    return Office(folder)


class TestBringing:
    def test_takes_what_is_finished_and_puts_it_aside(self, practice: Office) -> None:
        practice.put("a.835", b"one")
        practice.put("other.txt", b"no remittance", done=False)

        told = practice.bringer().round()

        assert (told.waiting, told.error) == (0, "")
        assert list(practice.platform.files.values()) == [b"one"]
        assert practice.left() == ["other.txt"]
        assert practice.aside() == ["a.835", "a.835.done"]

    def test_waits_until_a_file_stays_as_it_is(self, practice: Office) -> None:
        bringer, path = practice.bringer(), practice.put("a.835", b"half", done=False)
        bringer.round()
        practice.seconds += SETTLE - 1
        path.write_bytes(b"half and more")
        bringer.round()
        practice.seconds += SETTLE - 1
        bringer.round()
        assert practice.platform.sent == 0

        practice.seconds += 1
        bringer.round()

        assert list(practice.platform.files.values()) == [b"half and more"]

    @pytest.mark.parametrize("name", [".a.835", "a.835.part", "a.835.tmp", "a.835.filepart"])
    def test_leaves_what_is_not_finished_by_its_name(self, practice: Office, name: str) -> None:
        practice.put(name, b"one", done=False)
        bringer = practice.bringer()
        bringer.pattern = "*"
        bringer.round()
        practice.seconds += SETTLE
        bringer.round()

        assert practice.platform.sent == 0

    def test_begins_again_where_the_answer_was_lost(self, practice: Office) -> None:
        practice.put("a.835", b"one")
        practice.platform.breaks = True
        told = practice.bringer().round()
        assert (told.waiting, told.error) == (1, "The answer was lost.")
        assert practice.left() == ["a.835", "a.835.done"]

        practice.platform.breaks = False
        told = practice.bringer().round()

        assert (told.waiting, told.error) == (0, "")
        assert (practice.platform.sent, len(practice.platform.files)) == (2, 1)

    def test_puts_two_files_of_one_name_beside_each_other(self, practice: Office) -> None:
        for content in (b"one", b"two"):
            practice.put("a.835", content)
            practice.bringer().round()

        kept = [p.read_bytes() for p in (practice.folder / "done").iterdir() if p.stat().st_size]
        assert sorted(kept) == [b"one", b"two"]
        assert practice.left() == []

    def test_leaves_what_changed_after_it_was_read(
        self, practice: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path, bring = practice.put("a.835", b"one"), practice.platform.bring

        def slow(sha256: str, body: bytes) -> object:
            path.write_bytes(b"another one")
            return bring(sha256, body)

        monkeypatch.setattr(practice.platform, "bring", slow)
        practice.bringer().round()
        monkeypatch.undo()
        practice.bringer().round()

        assert sorted(practice.platform.files.values()) == [b"another one", b"one"]
        assert practice.left() == []


class TestStops:
    def test_sends_nothing_while_it_is_switched_off(self, practice: Office) -> None:
        practice.put("a.835", b"one")
        practice.platform.is_on = False

        told = practice.bringer().round()

        assert (told.waiting, told.error) == (1, bringing.OFF)
        assert practice.platform.sent == 0
        assert "a.835" in practice.left()

    def test_says_the_same_if_it_was_switched_off_meanwhile(self, practice: Office) -> None:
        practice.put("a.835", b"one")
        practice.platform.refuses = SwitchedOff

        assert practice.bringer().round().error == bringing.OFF

    def test_goes_on_past_a_file_that_is_too_large_or_refused(self, practice: Office) -> None:
        practice.put("1.835", b"x" * (drops.FILE_BYTES_MAX + 1))
        practice.put("2.835", b"two")
        bringer = practice.bringer()

        told = bringer.round()

        assert (told.waiting, told.error) == (1, bringing.TOO_LARGE)
        assert list(practice.platform.files.values()) == [b"two"]
        practice.put("3.835", b"three")
        for refuses in (TableRefused, TooMuch):
            practice.platform.refuses = refuses
            bringer.round()
            bringer.round()
        assert practice.platform.sent == 2, "a refused file is sent once"
        assert practice.left() == ["1.835", "1.835.done", "3.835", "3.835.done"]

    def test_tells_that_it_cannot_put_aside_and_sends_no_second_time(
        self, practice: Office
    ) -> None:
        practice.put("a.835", b"one")
        (practice.folder / "done").write_text("a file in the way")
        bringer = practice.bringer()

        assert bringer.round().error == bringing.FIXED
        assert bringer.round().error == bringing.FIXED

        assert practice.platform.sent == 1
        (practice.folder / "done").unlink()
        assert bringer.round().error == ""
        assert (practice.platform.sent, practice.left()) == (1, [])

    def test_tells_a_folder_that_is_away(self, practice: Office) -> None:
        practice.folder.rmdir()

        assert practice.bringer().round().error == bringing.UNREADABLE

    def test_tells_a_platform_that_is_away(self, practice: Office) -> None:
        practice.put("a.835", b"one")
        practice.platform.refuses = Unreachable

        assert practice.bringer().round().error == "no"

    def test_brings_a_bounded_number_a_round(self, practice: Office) -> None:
        for number in range(bringing.FILES_PER_ROUND_MAX + 1):
            practice.put(f"{number:03}.835", b"%d" % number)

        assert practice.bringer().round().waiting == 1
