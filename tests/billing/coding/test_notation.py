"""ISO numbers and universal names are two names of the same teeth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.coding.notation import ISO, universal
from billing.coding.teeth import PERMANENT, PRIMARY, TEETH, quadrant_of

QUADRANTS = ["UR", "UL", "LL", "LR"]


def test_iso_names_each_regular_tooth_once() -> None:
    assert sorted(ISO.values()) == sorted((*PERMANENT, *PRIMARY))


@pytest.mark.parametrize("written", ISO)
def test_the_first_figure_is_the_quadrant(written: str) -> None:
    assert quadrant_of(universal(written, iso=True)) == QUADRANTS[(int(written[0]) - 1) % 4]


@pytest.mark.parametrize(
    ("written", "tooth"),
    [
        ("11", "8"), ("18", "1"), ("21", "9"), ("28", "16"), ("31", "24"), ("38", "17"),
        ("41", "25"), ("48", "32"), ("51", "E"), ("55", "A"), ("61", "F"), ("65", "J"),
        ("71", "O"), ("75", "K"), ("81", "P"), ("85", "T"), ("19", ""), ("56", ""), ("", ""),
    ],
)  # fmt: skip
def test_iso_counts_from_the_middle(written: str, tooth: str) -> None:
    assert universal(written, iso=True) == tooth


@pytest.mark.parametrize(
    ("written", "tooth"),
    [("#3", "3"), ("03", "3"), (" a ", "A"), ("as", "AS"), ("0", ""), ("33", ""), ("UR", "")],
)
def test_universal_names_are_read_as_people_write_them(written: str, tooth: str) -> None:
    assert universal(written) == tooth


@given(st.text(max_size=4), st.booleans())
def test_nothing_but_a_tooth_comes_out(written: str, iso: bool) -> None:
    told = universal(written, iso=iso)

    assert told == "" or told in TEETH
    assert universal(told) == told
