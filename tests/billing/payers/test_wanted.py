"""What a payer wants with which codes, as people write it."""

import pytest

from billing.payers.wanted import NotWanted, pairs_of, text_of


def test_lines_become_pairs_and_lines_again() -> None:
    pairs = pairs_of("D2740 D2750..D2752: Radiograph\n\n D4341 : perio chart \n")

    assert pairs == [["D2740 D2750..D2752", "radiograph"], ["D4341", "perio_chart"]]
    assert pairs_of(text_of(pairs)) == pairs


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("D2740", "Line 1: write codes, a colon"),
        ("D2740: film", "Line 1: 'film' is none of"),
        ("D2740: pa\nX: pa", "Line 2: 'X' is no code"),
        ("D2740: pa\n" * 61, "61 lines"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, says: str) -> None:
    with pytest.raises(NotWanted, match=says):
        pairs_of(text)
