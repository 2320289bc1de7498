"""Bad files: each is refused whole, with the line and the column, and without a value."""

import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import msgspec
import openpyxl
import pytest

from practices.agent.pms.files import mapping, sheets
from practices.agent.pms.files.bad import NotTaken
from practices.agent.pms.files.mapping import Feed
from practices.agent.pms.files.taking import Record, check_drop, records_of
from tests.practices.agent.files.office import MAPPING, PATIENT, PAYMENT, patients

FEEDS = mapping.read(MAPPING).feeds
SHEET = msgspec.structs.replace(FEEDS[PATIENT], format="xlsx", pattern="*.xlsx")
MB = 2**20


def taken(home: Path, content: bytes, feed: Feed = FEEDS[PATIENT]) -> list[Record]:
    path = home / "file"
    path.write_bytes(content)
    return list(records_of(path, feed))


def why(home: Path, content: bytes, feed: Feed = FEEDS[PATIENT]) -> str:
    with pytest.raises(NotTaken) as told:
        taken(home, content, feed)
    return str(told.value)


def sheet(*rows: list[object], name: str = "Sheet") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


HEADINGS: list[object] = ["Patient", "Last", "DOB", "Status"]


class TestCsv:
    def test_is_read_with_a_byte_order_mark_and_columns_in_any_order(self, tmp_path: Path) -> None:
        content = "\ufeffDOB,Extra,Status,Last,Patient\n05/01/1990,x,I,Müller,P1\n".encode()

        ((key, told),) = taken(tmp_path, content)

        assert (key, told["last_name"], told["status"]) == ("P1", "Müller", "inactive")

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_has_one_of_four_delimiters(self, tmp_path: Path, delimiter: str) -> None:
        feed = msgspec.structs.replace(FEEDS[PATIENT], delimiter=delimiter)
        content = patients(("1", "Sample")).replace(b",", delimiter.encode())

        assert len(taken(tmp_path, content, feed)) == 1

    def test_may_have_lines_within_quotes(self, tmp_path: Path) -> None:
        ((_, told),) = taken(tmp_path, patients(("1", '"Sample\n""Jr"""')))

        assert told["last_name"] == 'Sample\n"Jr"'

    def test_in_windows_1252_is_read_as_such(self, tmp_path: Path) -> None:
        feed = msgspec.structs.replace(FEEDS[PATIENT], encoding="windows-1252")

        ((_, told),) = taken(tmp_path, patients(("1", "Müller")).decode().encode("cp1252"), feed)

        assert told["last_name"] == "Müller"

    def test_that_is_empty_or_lacks_columns_is_refused(self, tmp_path: Path) -> None:
        assert why(tmp_path, b"") == "The file is empty."
        assert why(tmp_path, b"Patient,Last,Status\n") == "Line 1: the columns come without DOB."
        twice = why(tmp_path, b"Patient,Last,Last,DOB,Status\n")
        assert twice == "Line 1: the columns come with Last twice."

    def test_that_was_cut_is_refused(self, tmp_path: Path) -> None:
        whole = patients(("1", '"Sample"'), ("2", '"Other"'))

        within_a_row = why(tmp_path, whole[: whole.rindex(b",")])
        within_quotes = why(tmp_path, whole[: whole.rindex(b'r"')])

        assert within_a_row == "Line 3: expected 4 fields, found 3."
        assert within_quotes.startswith("Line 3: a quote is not closed")

    def test_cut_anywhere_is_never_taken_for_more_than_it_is(self, tmp_path: Path) -> None:
        """With a row of totals no cut file is taken at all."""
        whole = b"Patient;No;Amount;Day\nP1;1;5.00;2026-11-02\nTOTAL;;5.00;\n"
        assert len(taken(tmp_path, whole, FEEDS[PAYMENT])) == 1

        for end in range(len(whole) - len(b";\n")):
            assert why(tmp_path, whole[:end], FEEDS[PAYMENT])

    @pytest.mark.parametrize(
        ("encoding", "bad"),
        [
            ("utf-8", "Müller".encode("cp1252")), ("utf-8", b"a\x00b"),
            ("windows-1252", "Müller".encode()), ("windows-1252", b"\x81"),
        ],
    )  # fmt: skip
    def test_of_another_or_of_two_encodings_is_refused(
        self, tmp_path: Path, encoding: str, bad: bytes
    ) -> None:
        feed = msgspec.structs.replace(FEEDS[PATIENT], encoding=encoding)
        good = "Müller".encode("utf-8" if encoding == "utf-8" else "cp1252")
        content = patients(("1", "GOOD"), ("2", "BAD")).replace(b"GOOD", good).replace(b"BAD", bad)

        assert why(tmp_path, content, feed).startswith("Line 3: the text is ")

    def test_in_utf_16_is_refused(self, tmp_path: Path) -> None:
        content = patients(("1", "Sample")).decode().encode("utf-16")

        assert why(tmp_path, content) == "Line 1: the text is not utf-8."

    def test_with_an_unknown_word_or_a_bad_key_is_refused(self, tmp_path: Path) -> None:
        assert why(tmp_path, patients(("1", "a"), status="Z")) == (
            "Line 2, column Status: expected one of the words of the mapping."
        )
        for key in ("", "k" * 39, "a\u202eb"):
            assert why(tmp_path, patients((key, "a"))).startswith("Line 2, column Patient: a key")

    def test_whose_totals_do_not_fit_is_refused(self, tmp_path: Path) -> None:
        rows = "Patient;No;Amount;Day\nP1;1;5.00;2026-11-02\nP1;2;(1.00);2026-11-02\n"

        assert len(taken(tmp_path, f"{rows}TOTAL;;4.00;\n".encode(), FEEDS[PAYMENT])) == 2
        off = why(tmp_path, f"{rows}TOTAL;;4.01;\n".encode(), FEEDS[PAYMENT])
        after = why(tmp_path, f"{rows}TOTAL;;4.00;\nP9;1;0;2026-01-01\n".encode(), FEEDS[PAYMENT])

        assert off == "Line 4, column Amount: the total is another."
        assert after == "Line 5: rows follow the totals."

    def test_of_fifty_megabytes_is_read_little_at_a_time(self, tmp_path: Path) -> None:
        path = tmp_path / "large.csv"
        with path.open("wb") as out:
            out.write(b"Patient,Last,DOB,Status,Note\n")
            line = b"%d,Sample,,A," + b"n" * 2_000 + b"\n"
            for number in range(25_000):
                out.write(line % number)
        assert path.stat().st_size > 50 * 10**6
        tracemalloc.start()
        try:
            count = sum(1 for _ in records_of(path, FEEDS[PATIENT]))
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

        assert count == 25_000
        assert most < 5 * MB

    def test_with_a_line_without_end_is_refused(self, tmp_path: Path) -> None:
        assert why(tmp_path, patients(("1", "x" * (MB + 1)))) == "Line 2: the line is too long."

    def test_with_too_many_rows_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sheets, "ROWS_MAX", 3)

        assert why(tmp_path, patients(*((str(n), "a") for n in range(3)))).startswith("Line 4: ")


class TestSheet:
    def test_is_read_like_a_csv(self, tmp_path: Path) -> None:
        found = taken(tmp_path, sheet(HEADINGS, [101, "Sample", None, "A"], ["P2", "O"]), SHEET)

        assert [key for key, _ in found] == ["101", "P2"]
        assert found[0][1]["last_name"] == "Sample"

    def test_with_a_formula_is_refused(self, tmp_path: Path) -> None:
        told = why(tmp_path, sheet(HEADINGS, ["1", "=1+1", None, "A"]), SHEET)

        assert told == "Line 2: a formula or an error stands where a value should."

    def test_of_another_name_is_refused(self, tmp_path: Path) -> None:
        feed = msgspec.structs.replace(SHEET, sheet="Export")

        assert why(tmp_path, sheet(HEADINGS), feed).startswith("The file has not the one sheet")
        assert taken(tmp_path, sheet(HEADINGS, name="Export"), feed) == []

    def test_that_is_none_or_was_cut_is_refused(self, tmp_path: Path) -> None:
        whole = sheet(HEADINGS, ["1", "Sample", None, "A"])

        assert why(tmp_path, b"Patient,Last", SHEET) == "The file is no XLSX."
        assert why(tmp_path, whole[: len(whole) // 2], SHEET) == "The file is no XLSX."

    def test_that_would_unpack_to_far_more_is_refused_unread(self, tmp_path: Path) -> None:
        content = bomb(b"\x00" * (300 * MB))
        tracemalloc.start()
        try:
            told = why(tmp_path, content, SHEET)
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

        assert told == "The file would unpack to far more than it is."
        assert most < 5 * MB

    def test_that_says_it_is_smaller_than_it_is_is_refused(self, tmp_path: Path) -> None:
        """The size in its directory is what is looked at, and all that is unpacked."""
        rows = b"<row><c t='inlineStr'><is><t>x</t></is></c></row>" * 200_000
        honest = bomb(rows)
        lying = honest.replace(len(rows).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
        assert lying != honest

        assert why(tmp_path, lying, SHEET) in {"The sheet is damaged.", "The file is no XLSX."}

    def test_with_rows_that_are_not_there_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A row may claim a number far behind the last; all between would be empty ones."""
        monkeypatch.setattr(sheets, "ROWS_MAX", 1_000)
        content = with_part(
            sheet(HEADINGS, ["1", "Sample", None, "A"]),
            "xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="99999999999"',
        )  # fmt: skip

        assert "more rows or columns" in why(tmp_path, content, SHEET)

    def test_that_says_it_is_shorter_than_it_is_loses_no_row(self, tmp_path: Path) -> None:
        content = sheet(HEADINGS, ["1", "Sample", None, "A"], ["2", "Other", None, "A"])
        shorter = with_part(content, "xl/worksheets/sheet1.xml", b"A1:D3", b"A1:D2")

        assert len(taken(tmp_path, shorter, SHEET)) == 2


def bomb(rows: bytes) -> bytes:
    """A workbook whose only sheet is these bytes."""
    with zipfile.ZipFile(BytesIO(sheet(HEADINGS))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] = rows
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def with_part(content: bytes, name: str, before: bytes, after: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(out, "w") as archive:
        for part in source.namelist():
            told = source.read(part)
            if part == name:
                assert before in told
                told = told.replace(before, after)
            archive.writestr(part, told)
    return out.getvalue()


class TestDrop:
    @pytest.mark.parametrize(("rows", "before"), [(70, 100), (0, None), (5, 0), (200, 100)])
    def test_of_up_to_three_in_ten_is_taken(self, rows: int, before: int | None) -> None:
        check_drop(rows, before)

    @pytest.mark.parametrize(("rows", "before"), [(69, 100), (0, 1)])
    def test_of_more_is_refused(self, rows: int, before: int) -> None:
        with pytest.raises(NotTaken, match=f"has {rows} rows, the last good one had {before}"):
            check_drop(rows, before)
