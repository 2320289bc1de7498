"""From a practice system's columns to the fields of a record."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from practices.sync import maps
from practices.sync.maps import meaning
from practices.sync.maps.meaning import Meaning, NotUnderstood, Reader, Row

NEW_YORK = ZoneInfo("America/New_York")
OWN = {"id", "source_key", "gone_at", "is_fresh", "was_there", "on_claim"}
DECODED = (
    st.none()
    | st.integers()
    | st.text()
    | st.floats()
    | st.booleans()
    | st.lists(st.integers(), max_size=2)
    | st.dictionaries(st.sampled_from(["cut", "x"]), st.text() | st.none(), max_size=2)
)


def read(reader: Reader, value: object) -> Any:  # noqa: ANN401  # what the reader gives
    return reader(Row({"Column": value}, NEW_YORK))


@pytest.mark.parametrize(
    ("told", "cents"),
    [("12.5000", 1250), ("0.0000", 0), ("-3.1500", -315), ("19.9950", 2000), (7, 700)],
)
def test_dollars_become_whole_cents(told: object, cents: int) -> None:
    assert read(meaning.cents("Column"), told) == cents


def test_a_moment_is_the_practices_own_time() -> None:
    told = read(meaning.moment("Column"), "2026-07-02T15:00:00Z")

    assert datetime.fromisoformat(told).astimezone(UTC) == datetime(2026, 7, 2, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "hour"),
    [
        ("2026-07-02T15:00:00", 19),
        ("2026-07-02T15:00:00+00:00", 15),
        ("2026-07-02T15:00:00-07:00", 22),
    ],
)
def test_a_moment_of_a_feed_may_say_its_zone(told: str, hour: int) -> None:
    found = read(meaning.zoned("Column"), told)

    assert datetime.fromisoformat(found).astimezone(UTC) == datetime(2026, 7, 2, hour, tzinfo=UTC)
    assert read(meaning.zoned("Column"), None) is None
    for other in ("soon", 7, "0001-01-01T00:00:00+14:00"):
        with pytest.raises(NotUnderstood):
            read(meaning.zoned("Column"), other)


def test_text_is_trimmed_joined_and_cut() -> None:
    row = Row({"One": "  Ann ", "Two": "Sample", "Three": ""}, NEW_YORK)

    assert meaning.text("One", "Three", "Two", most=7)(row) == "Ann Sam"


def test_a_key_of_none_names_nobody() -> None:
    assert read(meaning.link("Column"), 0) is None
    assert read(meaning.key("Column"), 0) == ""
    assert read(meaning.key("Column", "contact/"), 12) == "contact/12"


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        (meaning.cents("Column"), "twelve"),
        (meaning.cents("Column"), "NaN"),
        (meaning.cents("Column"), "1e40"),
        (meaning.day("Column"), "2026-13-01"),
        (meaning.moment("Column"), 5),
        (meaning.count("Column", 9), -1),
        (meaning.choice("Column", {0: "known"}), 7),
        (meaning.key("Column"), "9" * 41),
    ],
)
def test_what_cannot_be_names_the_column_and_never_its_value(reader: Reader, value: object) -> None:
    with pytest.raises(NotUnderstood) as caught:
        read(reader, value)

    assert "Column" in str(caught.value)
    assert str(value) not in str(caught.value)


@pytest.mark.parametrize("one", maps.MEANINGS, ids=lambda one: one.table)
def test_every_field_of_a_record_is_told(one: Meaning) -> None:
    fields = apps.get_model("mirror", one.record)._meta.concrete_fields

    assert {field.column for field in fields} - OWN == one.fields.keys()


@pytest.mark.parametrize("one", maps.MEANINGS, ids=lambda one: one.table)
@given(data=st.data())
def test_no_values_do_more_than_not_to_be_understood(one: Meaning, data: st.DataObject) -> None:
    columns = maps.table_named(one.table).columns
    values = data.draw(st.lists(DECODED, min_size=len(columns), max_size=len(columns)))

    try:
        told = one.read(one.told(columns, values, NEW_YORK))
    except NotUnderstood:
        return
    assert told is None or told.keys() == one.fields.keys() | {"source_key"}
