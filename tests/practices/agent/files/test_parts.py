"""Files that are a part of a feed: more rows, or all rows of some days."""

import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practices.agent.pms.files import mapping, sheets
from practices.agent.pms.files.bad import NotTaken
from practices.agent.pms.files.connector import Files
from practices.agent.pms.files.intake import LATE
from practices.agent.pms.files.mapping import BadMapping
from practices.agent.pms.files.windows import NOT_STATED, Window, days_of
from practices.wire.messages import Table
from tests.practices.agent.files.office import MAPPING, PATIENT, PAYMENT, Office, office, patients
from tests.practices.agent.files.test_connector import TABLE, agent_of, settle
from tests.practices.agent.memory_server import MemoryServer

APPEND = MAPPING.replace(
    b'pattern = "patients*.csv"', b'pattern = "patients*.csv"\nreads = "append"'
)
WINDOWED = (
    MAPPING.replace(b'pattern = "payments*.csv"', b'pattern = "payments*.csv"\nreads = "window"')
    + b'[feeds.feed_payment.window]\ncolumn = "paid_on"\n'
    b'name = "payments-{first}-{last}.csv"\nformat = "%Y%m%d"\n'
)
PAYMENTS = Table(
    name=PAYMENT,
    columns=("id", "paid_on", "cents", "patient_key"),
    key=("id",),
    kind="whole",
    keys="text",
)
WINDOW = Window(column="paid_on", name="pay-{first}-{last}.csv", format="%Y%m%d")


def payments(*rows: tuple[str, int, int]) -> bytes:
    """Number, day of November 2026, dollars."""
    lines = [f"P;{number};{dollars};2026-11-{day:02}" for number, day, dollars in rows]
    total = sum(dollars for *_, dollars in rows)
    return "\n".join(["Patient;No;Amount;Day", *lines, f"TOTAL;;{total};", ""]).encode("cp1252")


def shown(source: Files, table: Table = TABLE) -> dict[str, object]:
    return {str(key): values[1] for key, _, values in source.rows_after(table, None, 2_000)}


def mirrored(server: MemoryServer, table: str) -> dict[str, object]:
    kept = server.tables[table].rows
    return {key: msgspec.json.decode(row)[1] for key, row in kept.items()}


def refreshed(exporting: Office) -> Files:
    source = exporting.source()
    source.refresh()
    return source


class TestAppend:
    @pytest.fixture
    def exporting(self, tmp_path: Path) -> Office:
        return office(tmp_path, APPEND)

    def test_adds_rows_and_takes_none_away(self, exporting: Office) -> None:
        exporting.put("patients-1.csv", patients(("1", "a"), ("2", "a")))
        exporting.put("patients-2.csv", patients(("2", "b")))
        source = refreshed(exporting)
        assert shown(source) == {"1": "a", "2": "b"}

        exporting.put("patients-3.csv", patients(("3", "c")))
        source.refresh()

        assert shown(source) == {"1": "a", "2": "b", "3": "c"}

    def test_loses_nothing_with_the_agents_own_folder(self, exporting: Office) -> None:
        """What only the platform still knows is not taken for gone."""
        server = MemoryServer((TABLE,))
        first = exporting.put("patients-1.csv", patients(("1", "a")))
        settle(agent_of(exporting, server), exporting)
        shutil.rmtree(exporting.kept)
        first.unlink()

        exporting.put("patients-2.csv", patients(("2", "b")))
        settle(agent_of(exporting, server), exporting)

        assert mirrored(server, PATIENT) == {"1": "a", "2": "b"}
        assert (server.gone, server.held) == ([], [])

    def test_stops_at_a_bad_file_until_it_is_mended(self, exporting: Office) -> None:
        exporting.put("patients-1.csv", patients(("1", "a")))
        bad = exporting.put("patients-2.csv", patients(("2", "b"), status="?"))
        exporting.put("patients-3.csv", patients(("3", "c")))
        source = refreshed(exporting)
        assert shown(source) == {"1": "a"}
        assert source.remark(TABLE).startswith("The newest file is refused. Line 2")

        bad.unlink()
        source.refresh()

        assert shown(source) == {"1": "a", "3": "c"}
        assert source.remark(TABLE) == ""

    def test_refuses_an_older_file_that_comes_late_until_a_person_accepts_it(
        self, exporting: Office
    ) -> None:
        late = exporting.put("patients-late.csv", patients(("1", "old"), ("9", "z")))
        there = late.rename(exporting.folder.parent / "elsewhere")
        exporting.put("patients-2.csv", patients(("1", "new")))
        source = refreshed(exporting)
        there.rename(late)
        source.refresh()
        assert shown(source) == {"1": "new"}
        assert LATE in source.remark(TABLE)

        late.with_name("patients-late.csv.accept").touch()
        source.refresh()

        assert shown(source) == {"1": "old", "9": "z"}

    def test_reads_all_anew_by_another_mapping(self, exporting: Office) -> None:
        exporting.put("patients-1.csv", patients(("1", "a"), status="I"))
        exporting.put("patients-2.csv", patients(("2", "b"), status="I"))
        refreshed(exporting)
        told = APPEND.replace(b'I = "inactive"', b'I = "archived"')
        exporting.told = mapping.read(told)

        source = refreshed(exporting)

        rows = source.rows(TABLE, ["1", "2"])
        assert [values[3] for *_, values in rows] == ["archived", "archived"]

    def test_reads_each_file_once(self, exporting: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        exporting.put("patients-1.csv", patients(("1", "a")))
        exporting.put("patients-2.csv", patients(("2", "b")))
        refreshed(exporting)
        monkeypatch.setattr(sheets, "_csv", lambda *_: pytest.fail("read again"))

        assert shown(refreshed(exporting)) == {"1": "a", "2": "b"}


class TestWindow:
    @pytest.fixture
    def exporting(self, tmp_path: Path) -> Office:
        return office(tmp_path, WINDOWED)

    def test_takes_away_what_it_lacks_of_its_days_alone(self, exporting: Office) -> None:
        server = MemoryServer((PAYMENTS,))
        exporting.put(
            "payments-20261101-20261130.csv", payments(("1", 1, 5), ("2", 10, 5), ("3", 20, 5))
        )
        agent = agent_of(exporting, server)
        settle(agent, exporting)
        assert sorted(mirrored(server, PAYMENT)) == ["P-1", "P-2", "P-3"]

        path = exporting.put("payments-20261105-20261115.csv", payments(("4", 11, 7)))
        settle(agent, exporting)

        assert sorted(mirrored(server, PAYMENT)) == ["P-1", "P-3", "P-4"]
        assert server.gone == ["P-2"]
        assert path.exists()

    def test_says_nothing_of_what_it_never_saw(self, exporting: Office) -> None:
        """The agent's folder is lost: rows of other days, known to the platform alone, stay."""
        server = MemoryServer((PAYMENTS,))
        first = exporting.put("payments-20261101-20261110.csv", payments(("1", 1, 5), ("2", 2, 5)))
        settle(agent_of(exporting, server), exporting)
        shutil.rmtree(exporting.kept)
        first.unlink()

        exporting.put("payments-20261101-20261130.csv", payments(("3", 20, 5), ("1", 1, 5)))
        settle(agent_of(exporting, server), exporting)

        assert sorted(mirrored(server, PAYMENT)) == ["P-1", "P-2", "P-3"]
        assert server.gone == []

    def test_refuses_a_row_of_another_day_or_none(self, exporting: Office) -> None:
        exporting.put("payments-20261101-20261110.csv", payments(("1", 11, 5)))
        source = refreshed(exporting)

        assert "Row 1 below the headings" in source.remark(PAYMENTS)
        with pytest.raises(Exception, match="Row 1"):
            source.totals(PAYMENTS)

    def test_that_lost_many_rows_waits_for_a_person(self, exporting: Office) -> None:
        rows = [(str(n), n, 5) for n in range(1, 11)]
        exporting.put("payments-20261101-20261130.csv", payments(*rows))
        source = refreshed(exporting)
        small = exporting.put("payments-20261101-20261110.csv", payments(*rows[:6]))
        source.refresh()
        assert len(shown(source, PAYMENTS)) == 10
        assert "The file has 6 rows, the last good one had 10" in source.remark(PAYMENTS)

        small.with_name(f"{small.name}.accept").touch()
        source.refresh()

        assert len(shown(source, PAYMENTS)) == 6

    def test_of_the_same_bytes_counts_for_the_days_of_its_name(self, exporting: Office) -> None:
        server = MemoryServer((PAYMENTS,))
        exporting.put("payments-20261101-20261101.csv", payments(("1", 1, 5)))
        agent = agent_of(exporting, server)
        settle(agent, exporting)
        for days in ("20261102-20261102", "20261101-20261102"):
            exporting.put(f"payments-{days}.csv", payments())
            exporting.put(f"payments-{days}.csv.accept", b"", done=False)
            settle(agent, exporting)

        assert server.gone == ["P-1"]

    @pytest.mark.parametrize(
        "name",
        ["pay.csv", "pay-20261101.csv", "pay-20261301-20261302.csv", "pay-20261102-20261101.csv"],
    )
    def test_must_be_stated(self, name: str) -> None:
        with pytest.raises(NotTaken, match=NOT_STATED):
            days_of(WINDOW, name)

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (b'column = "paid_on"', b'column = "cents"'), (b"{first}", b"first"),
            (b'format = "%Y%m%d"\n', b'format = "day"\n'),
            (b'reads = "window"', b'reads = "whole"'),
            (b'column = "paid_on"', b'column = "none"'),
        ],
    )  # fmt: skip
    def test_must_make_sense(self, before: bytes, after: bytes) -> None:
        with pytest.raises(BadMapping):
            mapping.read(WINDOWED.replace(before, after))


DAY = st.integers(1, 28)
ROWS = st.dictionaries(st.integers(0, 15).map(str), st.tuples(DAY, st.integers(1, 9)), max_size=8)
STEP = st.tuples(ROWS, DAY, DAY, st.booleans())


class TestMirror:
    @settings(max_examples=40, deadline=None)
    @given(st.lists(STEP, max_size=6))
    def test_equals_each_window_laid_over_the_ones_before(
        self, steps: list[tuple[dict[str, tuple[int, int]], int, int, bool]]
    ) -> None:
        model: dict[str, int] = {}
        with tempfile.TemporaryDirectory() as home:
            exporting, server = office(Path(home), WINDOWED), MemoryServer((PAYMENTS,))
            agent = agent_of(exporting, server)
            for told, one, other, is_new in steps:
                first, last = sorted((one, other))
                rows = {k: day for k, (day, _) in told.items() if first <= day <= last}
                name = f"payments-202611{first:02}-202611{last:02}.csv"
                path = exporting.folder / name
                if path.exists():
                    path.unlink()
                cents = [(k, day, told[k][1]) for k, day in rows.items()]
                exporting.put(name, payments(*cents))
                path.with_name(f"{name}.accept").touch()
                model = {k: d for k, d in model.items() if not first <= d <= last} | rows
                agent = agent_of(exporting, server) if is_new else agent
                settle(agent, exporting)

            found = mirrored(server, PAYMENT)
            assert found == {f"P-{k}": f"2026-11-{day:02}" for k, day in model.items()}
