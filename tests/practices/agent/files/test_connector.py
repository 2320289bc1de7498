"""The newest good full file of a feed is its table, whatever else is dropped, and when."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from practices.agent.agent import Agent
from practices.agent.loop import turn
from practices.agent.pms import PmsAway, TableUnreadable
from practices.agent.pms.files import intake, mapping
from practices.agent.pms.files.connector import Files
from practices.agent.pms.files.keeping import Archive
from practices.agent.schedule import Timing
from practices.wire.messages import Table
from tests.practices.agent.files.office import MAPPING, PATIENT, SETTLE, Office, office, patients
from tests.practices.agent.memory_server import MemoryServer

TABLE = Table(name=PATIENT, columns=("id", "last_name", "born_on", "status"), key=("id",),
              kind="whole", keys="text")  # fmt: skip
TIMING = Timing(first_compare_max=0, query_share=0, recheck=0)


@pytest.fixture
def exporting(tmp_path: Path) -> Office:
    return office(tmp_path)


def names(source: Files) -> dict[str, object]:
    return {str(key): values[1] for key, _, values in source.rows_after(TABLE, None, 2_000)}


def refreshed(exporting: Office) -> Files:
    source = exporting.source()
    source.refresh()
    return source


class TestFinished:
    def test_is_what_stayed_as_it_was_for_a_while(self, exporting: Office) -> None:
        source = exporting.source()
        path = exporting.put("patients.csv", patients(("1", "a")), done=False)
        source.refresh()
        exporting.seconds += SETTLE - 1
        path.write_bytes(patients(("1", "a"), ("2", "b")))
        source.refresh()
        exporting.seconds += SETTLE - 1
        source.refresh()
        with pytest.raises(TableUnreadable, match="No finished file"):
            names(source)

        exporting.seconds += 1
        source.refresh()

        assert names(source) == {"1": "a", "2": "b"}

    def test_is_what_says_so(self, exporting: Office) -> None:
        exporting.put("patients.csv", patients(("1", "a")))

        assert names(refreshed(exporting)) == {"1": "a"}

    def test_is_no_link(self, exporting: Office, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").write_bytes(patients(("1", "a")))
        (exporting.folder / "patients.csv").symlink_to(tmp_path / "elsewhere")
        (exporting.folder / "patients.csv.done").touch()

        with pytest.raises(TableUnreadable):
            names(refreshed(exporting))


class TestTaking:
    def test_leaves_the_folder_as_it_is_and_keeps_a_copy(self, exporting: Office) -> None:
        content = patients(("1", "a"))
        exporting.put("patients.csv", content)
        before = sorted((p.name, p.read_bytes()) for p in exporting.folder.iterdir())

        refreshed(exporting)

        assert sorted((p.name, p.read_bytes()) for p in exporting.folder.iterdir()) == before
        (copy,) = (exporting.kept / "archive").iterdir()
        assert zstandard.ZstdDecompressor().decompress(copy.read_bytes(), 10_000) == content
        assert copy.stat().st_mode & 0o77 == 0
        assert (exporting.kept / f"{PATIENT}.sqlite").stat().st_mode & 0o77 == 0

    def test_drops_copies_after_a_month(self, tmp_path: Path) -> None:
        archive = Archive(tmp_path)
        (tmp_path / "old.zst").touch()
        os.utime(tmp_path / "old.zst", (0, 0))
        (tmp_path / "new.zst").touch()

        archive.drop_old(datetime.now(UTC))

        assert [p.name for p in tmp_path.iterdir()] == ["new.zst"]

    def test_goes_on_with_the_last_good_file_when_a_newer_is_bad(self, exporting: Office) -> None:
        exporting.put("patients-1.csv", patients(("1", "a")))
        exporting.put("patients-2.csv", patients(("1", "b"), ("1", "c")))

        source = refreshed(exporting)

        assert names(source) == {"1": "a"}
        assert source.remark(TABLE) == "The newest file is refused. A key stands twice."

    def test_takes_a_large_drop_once_a_person_accepts_it(self, exporting: Office) -> None:
        exporting.put("patients-1.csv", patients(*((str(n), "a") for n in range(10))))
        source = refreshed(exporting)
        small = exporting.put("patients-2.csv", patients(("1", "b")))
        source.refresh()
        assert len(names(source)) == 10

        small.with_name("patients-2.csv.accept").touch()
        source.refresh()

        assert names(source) == {"1": "b"}
        assert source.remark(TABLE) == ""

    def test_reads_the_same_file_anew_by_another_mapping(self, exporting: Office) -> None:
        exporting.put("patients.csv", patients(("1", "a"), status="I"))
        before = refreshed(exporting).state(TABLE)

        exporting.told = mapping.read(MAPPING.replace(b'I = "inactive"', b'I = "archived"'))
        source = refreshed(exporting)

        assert source.state(TABLE) != before
        assert source.rows(TABLE, ["1"])[0][2][3] == "archived"

    def test_survives_a_start_without_the_file(self, exporting: Office) -> None:
        path = exporting.put("patients.csv", patients(("1", "a")))
        refreshed(exporting)
        path.unlink()

        assert names(refreshed(exporting)) == {"1": "a"}

    def test_tells_a_folder_that_is_away(self, exporting: Office) -> None:
        source = exporting.source()
        for file in exporting.folder.iterdir():
            file.unlink()
        exporting.folder.rmdir()

        with pytest.raises(PmsAway, match="cannot be read"):
            source.refresh()

    def test_tells_that_it_cannot_keep_what_it_reads(self, exporting: Office) -> None:
        exporting.put("patients.csv", patients(("1", "a")))
        exporting.kept.write_text("no folder")

        with pytest.raises(PmsAway, match="own folder cannot be written"):
            refreshed(exporting)

    def test_tells_that_what_it_kept_is_damaged(self, exporting: Office) -> None:
        exporting.put("patients.csv", patients(("1", "a")))
        refreshed(exporting)
        (exporting.kept / f"{PATIENT}.sqlite").write_bytes(b"garbage" * 1_000)

        with pytest.raises(PmsAway, match=rf"own {PATIENT}\.sqlite"):
            refreshed(exporting)

    def test_tries_a_file_again_that_could_not_be_read(
        self, exporting: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def locked(path: Path) -> str:
            raise PermissionError(path)

        exporting.put("patients.csv", patients(("1", "a")))
        source = exporting.source()
        with monkeypatch.context() as patch:
            patch.setattr(intake, "sha256_of", locked)
            source.refresh()
        assert source.remark(TABLE) == "The newest file is refused. The file cannot be read."

        source.refresh()

        assert names(source) == {"1": "a"}

    def test_refuses_columns_the_platform_does_not_know(self, exporting: Office) -> None:
        narrow = msgspec.structs.replace(TABLE, columns=("id", "last_name"))

        with pytest.raises(TableUnreadable, match="unknown columns"):
            exporting.source().schema(narrow)


@dataclass
class Model:
    """What the mirror must show: the rows of the newest good file."""

    rows: dict[str, str] = field(default_factory=dict)
    is_any: bool = False

    def good(self, told: dict[str, str]) -> None:
        if not self.is_any or len(told) * 10 >= len(self.rows) * 7:
            self.rows, self.is_any = told, True


BAD: list[Callable[[bytes], bytes]] = [
    lambda content: content + b"x,y\r\n",
    lambda content: content.replace(b"DOB", b"Dob"),
    lambda content: content.replace(b"Last", b"L\xe4st"),
    lambda content: content + b'9,"cut',
    lambda content: content.replace(b",A\r\n", b",?\r\n") + b"9,a,,?\r\n",
    lambda content: content + b"9,a,,A\r\n9,a,,A\r\n",
]
KEYS = st.sampled_from(["1", "2", "10", "P1", "p1", "é", "-3", "01", "z" * 30, "4096"])
FILE = st.dictionaries(KEYS, st.sampled_from("abc"), max_size=10)
STEP: st.SearchStrategy[tuple[str, dict[str, str], int]] = st.one_of(
    st.tuples(st.just("good"), FILE, st.just(0)),
    st.tuples(st.just("bad"), FILE, st.integers(0, len(BAD) - 1)),
    st.tuples(st.just("start"), st.just({}), st.just(0)),
)


def agent_of(exporting: Office, server: MemoryServer) -> Agent:
    return Agent(
        exporting.source(), server, clock=lambda: exporting.seconds, sleep=lambda _: None,
        chance=lambda: 1.0, timing=TIMING,
    )  # fmt: skip


def settle(agent: Agent, exporting: Office) -> None:
    for _ in range(3):
        for _ in range(40):
            if turn(agent) > 0:
                break
        exporting.seconds += 901


class TestMirror:
    @settings(max_examples=60, deadline=None)
    @given(st.lists(STEP, max_size=6), st.booleans())
    def test_equals_the_newest_good_full_file(
        self, steps: list[tuple[str, dict[str, str], int]], is_read_between: bool
    ) -> None:
        with tempfile.TemporaryDirectory() as home:
            exporting, server, model = office(Path(home)), MemoryServer((TABLE,)), Model()
            agent = agent_of(exporting, server)
            for number, (kind, told, which) in enumerate(steps):
                content = patients(*told.items(), dob="")
                match kind:
                    case "good":
                        exporting.put(f"patients-{number}.csv", content)
                        model.good(told)
                    case "bad":
                        exporting.put(f"patients-{number}.csv", BAD[which](content))
                    case _:
                        agent = agent_of(exporting, server)
                agent.pms.refresh()
                if is_read_between:
                    settle(agent, exporting)
            settle(agent, exporting)

            kept = server.tables[PATIENT].rows
            found = {key: msgspec.json.decode(row)[1] for key, row in kept.items()}
            assert found == model.rows
