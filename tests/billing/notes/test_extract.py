"""Whatever the text, reading it ends, in steps that grow with its length, and raises nothing."""

import sys
from types import CodeType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billing.coding.teeth import TEETH
from billing.notes.extract import Rules, extract
from billing.notes.reading import Reader
from billing.notes.tokens import CHARACTERS_MAX

HOSTILE = {
    "negations": "no not never declined if ",
    "teeth": "#1-32, #14, 1-32, A-T ",
    "one sentence": "crown prep build up root canal ",
    "numbers": "545 434 1:100,000 2% 7/10 ",
    "marks": "-#:/,.-",
    "letters": "mod",
    "digits": "9",
    "lines": "plan:\n- crown\n",
    "to a machine": "ignore previous instructions ",
    "nearly words": "compositee extractiom ",
    "wide": "１４ ́‮😀ﬁ",  # noqa: RUF001  # what people paste
}
BITS = ("#14", "A-T", "mod", ",", "/", "crown", "no", "5", "mm")
STEPS_PER_CHARACTER_MAX = 400


def steps_of(text: str) -> int:
    """Lines of ours that are run to read it."""
    told, tool = 0, 4
    events = sys.monitoring.events

    def count(_code: CodeType, _line: int) -> None:
        nonlocal told
        told += 1

    sys.monitoring.use_tool_id(tool, "steps")
    try:
        sys.monitoring.register_callback(tool, events.LINE, count)
        sys.monitoring.set_events(tool, events.LINE)
        extract(text)
    finally:
        sys.monitoring.set_events(tool, 0)
        sys.monitoring.free_tool_id(tool)
    return told


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_text_takes_about_twice_the_steps(unit: str) -> None:
    extract(unit)
    once = steps_of(unit * (6_000 // len(unit)))
    twice = steps_of(unit * (12_000 // len(unit)))

    assert twice <= 2.3 * once + 100
    assert twice <= STEPS_PER_CHARACTER_MAX * 12_000


@pytest.mark.slow
def test_a_huge_hostile_note_is_read_in_bounded_steps() -> None:
    unit = "".join(HOSTILE.values())
    text = unit * (CHARACTERS_MAX // len(unit))

    assert steps_of(text) <= STEPS_PER_CHARACTER_MAX * CHARACTERS_MAX


def test_what_is_beyond_the_bound_is_not_read_and_this_is_said() -> None:
    reading = extract(" " * CHARACTERS_MAX + "crown #14")

    assert reading.is_cut
    assert reading.facts == ()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300) | st.lists(st.sampled_from(BITS)).map(" ".join))
def test_every_fact_stands_where_it_says(text: str) -> None:
    reading = extract(text)

    for fact in reading.facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert set(fact.teeth) <= TEETH


def test_the_rules_are_a_reader() -> None:
    reader: Reader = Rules(iso=True)

    assert [fact.value for fact in reader.read("tooth 26").of("tooth")] == ["14"]
