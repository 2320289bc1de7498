"""Codes in words of our own: what the house books, it can also say."""

import pytest

from remits.clearing import words
from remits.posting.homes import HOMES

HOMELESS_ON_PURPOSE = {"42"}  # an old code for what 45 says today


def test_has_words_for_every_reason_that_has_a_home() -> None:
    silent = {reason for _, reason in HOMES if words.reason_words(reason) == words.UNKNOWN}

    assert silent <= HOMELESS_ON_PURPOSE


def test_says_so_where_it_has_none() -> None:
    assert words.reason_words("ZZ9") == words.UNKNOWN
    assert words.remarks_in_words(["N999"]) == [("N999", words.UNKNOWN)]


def test_tells_each_remark_once() -> None:
    told = words.remarks_in_words(["N130", "N130", "MA01"])

    assert [code for code, _ in told] == ["N130", "MA01"]


@pytest.mark.parametrize("code", ["WO", "FB", "72", "L6", "CS", "90", "50", "CT", "IR", "LE", "J1"])
def test_has_words_for_what_payers_hold(code: str) -> None:
    assert words.provider_reason_words(code) != words.UNKNOWN


@pytest.mark.parametrize("table", [words.REASONS, words.REMARKS, words.PROVIDER_REASONS])
def test_keeps_its_words_short_enough_for_a_line(table: dict[str, str]) -> None:
    assert all(0 < len(text) <= 64 and not text.endswith(".") for text in table.values())
