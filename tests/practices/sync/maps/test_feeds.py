"""Feeds: each column of each table means something, and the page for people names it."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from practices.mirror import models
from practices.sync import maps
from practices.sync.maps import feeds
from practices.sync.maps.meaning import Meaning, NotUnderstood

PAGE = Path(__file__).resolve().parents[4] / "docs/files-connector.md"
BY_NAME = {meaning.table: meaning for meaning in feeds.MEANINGS}


def told(meaning: Meaning, **values: object) -> dict[str, object]:
    columns = maps.table_named(meaning.table).columns
    row = meaning.told(columns, [values.get(column) for column in columns], ZoneInfo("UTC"))
    found = meaning.read(row)
    assert found is not None
    return found


class TestFeeds:
    @pytest.mark.parametrize("meaning", feeds.MEANINGS, ids=lambda meaning: meaning.table)
    def test_are_records_even_with_a_key_alone(self, meaning: Meaning) -> None:
        found = told(meaning, id="7")

        assert found["source_key"] == "f/7"
        model = getattr(models, meaning.record)
        blank = {f.column for f in model._meta.concrete_fields if not f.null} & found.keys()
        assert all(found[name] is not None for name in blank)
        assert found.keys() <= {f.column for f in model._meta.concrete_fields}

    @pytest.mark.parametrize("meaning", feeds.MEANINGS, ids=lambda meaning: meaning.table)
    def test_stand_on_the_page_for_people(self, meaning: Meaning) -> None:
        (line,) = re.findall(rf"^\| `{meaning.table}` \| (.*) \|$", PAGE.read_text(), re.MULTILINE)

        assert set(re.findall(r"`(\w+)`", line)) == set(maps.table_named(meaning.table).columns)

    def test_take_dollars_for_cents_and_only_our_words(self) -> None:
        claim = BY_NAME["feed_claim"]

        found = told(claim, id="1", fee_cents="12.5000", patient_key="P1", status="received")

        assert (found["fee_cents"], found["patient_key"]) == (1250, "f/P1")
        assert found["status"] == "received"
        with pytest.raises(NotUnderstood, match=r"^status: expected a known code"):
            told(claim, id="1", status="paid")


class TestSystems:
    def test_share_no_name_of_a_table(self) -> None:
        """Rows say by their table what they mean."""
        names = [t.name for t in (*maps.TABLES, *feeds.TABLES)]

        assert len(names) == len(set(names))

    def test_are_given_their_own_list_alone(self) -> None:
        assert {t.name for t in maps.config("files").tables} == set(BY_NAME)
        assert maps.config("") == maps.config("open_dental")
        with pytest.raises(LookupError):
            maps.table_of("files", "patient")
        with pytest.raises(LookupError):
            maps.table_of("open_dental", "feed_patient")

    def test_without_a_program_know_every_version(self) -> None:
        assert maps.is_known_program("1.0", maps.SYSTEMS["files"].map)
        assert not maps.is_known_program("1.0", maps.MAP)
        assert not maps.is_known_program("1.0", "open-dental-24.3/1")
