"""Features say what is asked, of whom, how late and what was found, and nothing of a person."""

import re
from datetime import date

import msgspec
import pytest

from billing.risk.features import Flag, Tally, features_of, is_feature
from billing.risk.scorecard import POINTS
from billing.risk.words import words_of
from billing.scrub.facts import Attached, ClaimFacts
from tests.billing.scrub.builders import CLEAN

LINE = {"number": 1, "code": "D2740", "served_on": date(2026, 7, 9), "fee_cents": 1200_00}


def facts(**given: object) -> ClaimFacts:
    story = CLEAN | {"lines": [LINE], "charge_cents": 1200_00}
    return msgspec.convert(story | given, ClaimFacts)


class TestFeatures:
    def test_of_a_crown(self) -> None:
        flags = [Flag("TOOTH-01", "hold"), Flag("OWN-3", "warn"), Flag("ENC-01", "info")]

        found = features_of(facts(), flags, family="Delta", past={"D2740": Tally(90, 40)})

        assert {"code.crowns", "class.restorative", "fee.high", "payer.delta", "age.adult"} < {
            *found
        }
        assert found["late.week"] == 1
        assert found["finding.any.hold"] == found["finding.own.warn"] == 1
        assert "finding.any.info" not in found
        assert found["past.share"] == pytest.approx(0.41)
        assert found["past.very_high"] == 1

    def test_findings_count_up_to_three(self) -> None:
        assert features_of(facts(), [Flag("TOOTH-01", "hold")] * 9)["finding.any.hold"] == 3

    def test_little_known_of_a_code_is_drawn_to_what_is_usual(self) -> None:
        found = features_of(facts(), [], past={"D2740": Tally(1, 1)})

        assert found["past.share"] == pytest.approx(2 / 11, abs=0.001)
        assert not {"past.high", "past.very_high"} & {*found}

    @pytest.mark.parametrize(
        ("days", "name"),
        [(334, None), (335, "filing.near"), (365, "filing.near"), (366, "filing.over")],
    )
    def test_days_to_the_filing_limit(self, days: int, name: str | None) -> None:
        today = date.fromordinal(LINE["served_on"].toordinal() + days)  # type: ignore[attr-defined]

        found = features_of(facts(today=today), [])

        assert {one for one in found if one.startswith("filing")} == ({name} if name else set())

    def test_what_is_enclosed_is_no_longer_wanted(self) -> None:
        wanted = features_of(facts(), [])
        enclosed = features_of(
            msgspec.structs.replace(facts(), attached=(Attached(kind="pa"),)), []
        )

        assert "enclosure.wanted" in wanted
        assert "enclosure.present" in enclosed

    def test_none_is_a_name_a_day_a_number_or_a_text(self) -> None:
        """Whatever a claim says of a person, no word of it is found in what leaves."""
        claim = facts(narrative="Zanzibar told us", authorization="AUTH99", original_number="OR77")
        found = features_of(claim, [Flag("TOOTH-01", "hold")], family="Delta 12 of 1999!")

        assert all(is_feature(name, value) for name, value in found.items())
        told = msgspec.json.encode(found).decode().lower()
        for word in ("alex", "miller", "elm", "lakeview", "w12345678", "70011", "1980", "2026"):
            assert word not in told
        for word in ("zanzibar", "auth99", "or77", "rivera", "1234567893", "northern", "d2740"):
            assert word not in told
        assert not re.search(r"\d{2}", "".join(found))


@pytest.mark.parametrize(
    "name", ["payer.Miller", "payer.2026_07_09", "alex miller", "x", "code.crowns; drop", "12"]
)
def test_what_is_not_ours_is_no_feature(name: str) -> None:
    assert not is_feature(name, 1)
    assert not is_feature("code.crowns", 19801980)


def test_every_point_of_the_scorecard_has_words_and_a_feature() -> None:
    for name in POINTS:
        assert is_feature(name, 1)
        assert words_of(name)[0].isupper()
        assert "." not in words_of(name)
