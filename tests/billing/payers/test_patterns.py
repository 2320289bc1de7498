"""Patterns of member numbers: what people write is taken, what could run long is refused."""

import re
import time

import pytest

from billing.payers.patterns import NotAPattern, pattern

SECONDS_MAX = 2
LONG = 10_000
TAKEN = (
    "", r"[A-Z]{3}\d{9}", r"W\d+", r"\d{9}-?\d{2}", r"(?:ABC|XYZ)\d{6,12}", r"^\w{8,14}$",
    r"[A-Z]?\d*", "[0-9]{3} [0-9]{2}",
)  # fmt: skip
REFUSED = (
    r"(\d+)+", r"(a|a)*b", r"(\d+)*$", r"(A|AA){50}", r"\d+\d+\d+\d+!", r"(\d)\1", r"(?=\d+)\d",
    r"(?<!A)\d", r"\d{1,500}", "[A-Z", r"\d{1,60}\d{1,60}\d{1,60}", "+1", "a" * 101, r"\d*+", "]",
    r"(?P<n>\d)", r"\d{9999999999999}", r"(?:\d{2}){3}",
)  # fmt: skip


@pytest.mark.parametrize("written", TAKEN)
def test_is_taken_and_ends_soon_on_a_long_text(written: str) -> None:
    read = re.compile(pattern(written))
    began = time.monotonic()

    for text in ("1" * LONG, "A" * LONG, "1" * LONG + "!", "A1" * (LONG // 2) + "-"):
        read.fullmatch(text)

    assert time.monotonic() - began < SECONDS_MAX


@pytest.mark.parametrize("written", REFUSED)
def test_is_refused(written: str) -> None:
    with pytest.raises(NotAPattern):
        pattern(written)


def test_a_worst_pattern_that_is_taken_ends_soon() -> None:
    worst = pattern(r"\w*\w?\w{100}\w{100}\w{100}/")
    began = time.monotonic()

    assert re.fullmatch(worst, "a" * LONG) is None

    assert time.monotonic() - began < SECONDS_MAX
