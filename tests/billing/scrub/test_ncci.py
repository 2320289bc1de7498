"""CMS's quarterly files in their published form, with codes made up for the test."""

import io
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from billing.scrub.ncci import OPEN_END, Ncci, Pair
from billing.scrub.ncci_files import BAD_ROWS_KEPT_MAX, Told, load, pairs, units
from billing.scrub.ncci_sheets import NotATable

NOTICE = '"Codes are the property of somebody.\nAll rights reserved."'
PAIRS = [
    ["Column 1", "Column 2", "*=in existence prior to 1996", "Effective Date",
     "Deletion Date\n*=no data", "Modifier\n0=not allowed\n1=allowed\n9=no matter", "Rationale"],
    ["X0001", "X0002", "", "20200101", "*", "0", "why"],
    ["X0001", "X0003", "*", "19960101", "20260331", "1", "why"],
    ["X0001", "X0003", "", "20260701", "*", "0", "why"],
]  # fmt: skip
UNITS = [
    ["HCPCS/CPT Code", "Practitioner Services MUE Values", "MUE Adjudication Indicator", "Why"],
    ["X0001", "2", "1 Line Edit", "why"],
    ["X0002", "4", "2 Date of Service Edit: Policy", "why"],
    ["X0003", "0", "3 Date of Service Edit: Clinical", "why"],
]  # fmt: skip


def text(table: list[list[str]], by: str = "\t") -> io.BytesIO:
    lines = [by.join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in table]
    return io.BytesIO("\n".join([NOTICE, *lines]).encode())


def workbook(table: list[list[Any]]) -> io.BytesIO:
    book = Workbook()
    sheet = book.active
    sheet.append([NOTICE])
    for row in table:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


Form = Callable[[list[list[str]]], io.BytesIO]
FORMS = pytest.mark.parametrize(
    "form", [text, lambda table: text(table, ","), workbook], ids=["tabs", "commas", "workbook"]
)


@FORMS
def test_pairs_are_read_by_the_names_of_their_columns(form: Form) -> None:
    turned = [row[::-1] for row in PAIRS]
    for table in (PAIRS, turned):
        ncci, told = load([form(table)], [])

        assert told.bad == 0
        assert len(ncci) == 3
        assert ncci.modifier("X0001", "X0002", date(2026, 7, 9)) == 0
        assert ncci.modifier("X0002", "X0001", date(2026, 7, 9)) is None


@FORMS
def test_a_pair_counts_from_its_first_day_to_its_last(form: Form) -> None:
    ncci, _ = load([form(PAIRS)], [])
    days = [(2026, 3, 31), (2026, 4, 1), (2026, 6, 30), (2026, 7, 1)]

    assert [ncci.modifier("X0001", "X0003", date(*day)) for day in days] == [1, None, None, 0]


@FORMS
def test_units_are_read_with_how_they_are_judged(form: Form) -> None:
    found = {one.code: (one.units_max, one.judged) for one in units(form(UNITS), Told())}

    assert found == {"X0001": (2, 1), "X0002": (4, 2), "X0003": (0, 3)}


@pytest.mark.parametrize(
    ("place", "wrong", "why"),
    [
        (0, "X1", "code 'X1'"),
        (1, "", "code ''"),
        (3, "20261301", "month"),
        (3, "soon", "day 'soon'"),
        (5, "2", "modifier indicator '2'"),
        (5, "", "modifier indicator ''"),
    ],
)
def test_a_bad_row_is_told_with_its_place_and_the_rest_is_kept(
    place: int, wrong: str, why: str
) -> None:
    table = [*PAIRS, ["X0004", "X0005", "", "20200101", "*", "1", ""]]
    table[2] = [wrong if at == place else cell for at, cell in enumerate(table[2])]
    told = Told()

    kept = list(pairs(workbook(table), told))

    assert [one.second for one in kept] == ["X0002", "X0003", "X0005"]
    assert told.bad == 1
    assert told.rows[0].row == 4
    assert why in told.rows[0].why


def test_a_day_may_be_a_workbooks_count_or_written_with_strokes() -> None:
    table: list[list[Any]] = [PAIRS[0]]
    table += [
        ["X0001", "X0002", "", 46023, "*", 0, ""],
        ["X0001", "X0004", "", "1/1/2026", "*", 0, ""],
    ]

    assert [one.from_on for one in pairs(workbook(table), Told())] == [date(2026, 1, 1)] * 2


def test_a_file_without_its_columns_is_refused() -> None:
    with pytest.raises(NotATable, match="modifier"):
        list(pairs(text(UNITS), Told()))
    with pytest.raises(NotATable, match="judged"):
        list(units(text(PAIRS), Told()))
    with pytest.raises(NotATable, match="workbook"):
        list(units(io.BytesIO(b"PK\x03\x04 broken"), Told()))


def test_nothing_loaded_finds_nothing() -> None:
    ncci, told = load([], [])

    assert (len(ncci), told.bad) == (0, 0)
    assert ncci.modifier("D0120", "D0140", date(2026, 7, 9)) is None
    assert ncci.units("D0120") is None


def test_many_bad_rows_are_counted_and_the_first_kept() -> None:
    table = [PAIRS[0], *([["?", "X0002", "", "20200101", "*", "0", ""]] * 300)]
    told = Told()

    assert list(pairs(text(table), told)) == []
    assert (told.bad, len(told.rows)) == (300, BAD_ROWS_KEPT_MAX)


def test_a_pair_takes_few_bytes() -> None:
    made = (
        Pair(first=f"X{n % 300:04}", second=f"Y{n // 300:04}", from_on=date(2020, 1, 1),
             until=OPEN_END, modifier=n % 2)
        for n in range(20_000)
    )  # fmt: skip
    tracemalloc.start()
    ncci = Ncci(made)
    kept, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(ncci) == 20_000
    assert ncci.modifier("X0001", "Y0000", date(2026, 1, 1)) == 1
    assert kept < 20_000 * 24


SPANS = st.tuples(
    st.sampled_from(["X0001", "X0002", "Y0001"]),
    st.sampled_from(["X0001", "X0002", "Y0001"]),
    st.integers(0, 60),
    st.integers(0, 60),
    st.sampled_from([0, 1, 9]),
)


@given(st.lists(SPANS, max_size=20), st.integers(0, 60))
def test_finds_what_going_through_all_pairs_finds(
    spans: list[tuple[str, str, int, int, int]], at: int
) -> None:
    begin = date(2026, 1, 1)
    made = [
        Pair(first=a, second=b, from_on=begin + timedelta(min(x, y)),
             until=begin + timedelta(max(x, y)), modifier=m)
        for a, b, x, y, m in spans
    ]  # fmt: skip
    day, ncci = begin + timedelta(at), Ncci(made)

    for a in ("X0001", "X0002", "Y0001"):
        for b in ("X0001", "X0002", "Y0001"):
            hits = [
                one.modifier
                for one in made
                if (one.first, one.second) == (a, b) and one.from_on <= day <= one.until
            ]
            assert ncci.modifier(a, b, day) == (hits[0] if hits else None)
