"""How heavily a finding weighs and what it puts at risk, where a rule decides it by the facts."""

from datetime import date
from typing import Any

import pytest

from billing.scrub.catalog import catalog
from billing.scrub.finding import Finding, Severity
from billing.scrub.run import Ruleset
from tests.billing.scrub import builders

BUILD_UP = {"code": "D2950", "tooth": "30", "fee_cents": 300_00}
RESIN = {"code": "D2391", "tooth": "30", "surfaces": "O", "fee_cents": 200_00}
CROWN = {"code": "D2740", "tooth": "30", "fee_cents": 1000_00}


def found(code: str, **given: Any) -> Finding:  # noqa: ANN401  # as a case writes it
    (finding,) = Ruleset([catalog()[code]]).findings(builders.claim(**given))
    return finding


class TestSeverity:
    @pytest.mark.parametrize("severity", ["hold", "warn", "info"])
    @pytest.mark.parametrize(
        ("code", "edit", "lines"),
        [
            ("BUND-02", {"kind": "mutually_exclusive", "b": "D2954"}, [{"code": "D2954"}]),
            ("BUND-05", {"kind": "requires_same_claim", "b": "D2740"}, []),
            ("DOWN-02", {"kind": "downcode", "b": "D2140"}, []),
        ],
    )
    def test_an_edits_own_stands_above_the_rules(
        self, code: str, edit: dict[str, Any], lines: list[dict[str, Any]], severity: str
    ) -> None:
        told = {"id": "E7", "a": "D2950", "severity": severity, **edit}

        finding = found(code, lines=[BUILD_UP, *lines], edits=[told])

        assert finding.severity == severity
        assert ("edit", "E7") in finding.stands_on

    @pytest.mark.parametrize(
        ("lost", "severity"),
        [({"lost_on": date(2025, 1, 1)}, Severity.HOLD), ({}, Severity.WARN)],
    )
    def test_a_tooth_that_is_gone_holds_only_if_its_day_is_known(
        self, lost: dict[str, Any], severity: Severity
    ) -> None:
        missing = [{"tooth": "30", **lost}]

        for code, line in (("TOOTH-08", RESIN), ("TOOTH-09", {"code": "D7140", "tooth": "30"})):
            assert found(code, lines=[line], missing=missing).severity == severity

    @pytest.mark.parametrize(("covers", "severity"), [(1, Severity.HOLD), (2, Severity.WARN)])
    def test_what_is_not_covered_may_go_on_to_a_second_plan(
        self, covers: int, severity: Severity
    ) -> None:
        told = found("BEN-05", lines=[CROWN], covers=covers, benefits={"excluded": "D2740"})

        assert told.severity == severity

    @pytest.mark.parametrize(
        ("code", "line", "severity"),
        [
            ("TOOTH-01", {"code": "D2740"}, Severity.HOLD),
            ("TOOTH-01", {"code": "D5520"}, Severity.WARN),
            ("AREA-01", {"code": "D4341"}, Severity.HOLD),
            ("AREA-01", {"code": "D1510"}, Severity.WARN),
            ("CODE-07", {"code": "D1352"}, Severity.HOLD),
            ("CODE-07", {"code": "D2941"}, Severity.WARN),
        ],
    )
    def test_only_what_is_sure_holds(
        self, code: str, line: dict[str, Any], severity: Severity
    ) -> None:
        assert found(code, lines=[line]).severity == severity


class TestMoney:
    def test_of_an_edit_it_is_the_questioned_lines_fee(self) -> None:
        edit = {"id": "E1", "kind": "same_day_conflict", "a": "D2950", "b": "D2391"}

        assert found("BUND-01", lines=[BUILD_UP, RESIN], edits=[edit]).money_cents == 300_00

    @pytest.mark.parametrize(
        ("fees", "percent", "more"),
        [({"D2140": 150_00}, 80, 40_00), ({"D2140": 150_01}, 33, 16_49), ({"D2140": 200_00}, 80, 0),
         ({"D2140": 250_00}, 80, 0), ({}, 80, 0)],
    )  # fmt: skip
    def test_of_a_downgrade_it_is_what_the_plan_pays_less(
        self, fees: dict[str, int], percent: int, more: int
    ) -> None:
        finding = found(
            "DOWN-01",
            lines=[RESIN],
            usual_fees=fees,
            benefits={
                "shares": [{"plan_percent": percent, "codes": "D2391"}],
                "downgrades": [{"codes": "D2391", "to": "D2140"}],
            },
        )

        assert finding.money_cents == more

    def test_of_several_cheaper_codes_it_is_the_most(self) -> None:
        finding = found(
            "DOWN-02",
            lines=[CROWN],
            usual_fees={"D2790": 800_00, "D2791": 700_00, "D2140": 100_00},
            benefits={"shares": [{"plan_percent": 50, "codes": "D2740"}]},
            edits=[{"id": "E1", "kind": "downcode", "a": "D2740", "b": "D2790..D2792"}],
        )

        assert finding.money_cents == 150_00

    def test_of_a_maximum_it_is_what_the_plan_will_not_pay(self) -> None:
        shares = [{"plan_percent": 50, "service_class": "restorative"}]
        for code, left, at_risk in (("BEN-01", 0, 500_00), ("BEN-02", 123_45, 376_55)):
            amounts = [{"kind": "maximum", "left_cents": left}]
            told = found(code, lines=[CROWN], benefits={"shares": shares, "amounts": amounts})
            assert told.money_cents == at_risk

    def test_of_a_deductible_it_is_no_more_than_the_fee(self) -> None:
        share = {"plan_percent": 80, "codes": "D2391", "deductible_applies": True}
        amounts = [{"kind": "deductible", "left_cents": 999_00}]

        told = found("BEN-04", lines=[RESIN], benefits={"shares": [share], "amounts": amounts})

        assert told.money_cents == 200_00
