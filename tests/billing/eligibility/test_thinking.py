"""What to ask, what is left, what changed, what to say on the phone, and what people entered."""

from datetime import date, timedelta

import pytest

from billing.eligibility.benefits import Amount, Benefits, Share
from billing.eligibility.diff import changes, moved
from billing.eligibility.overlay import Said, overlaid
from billing.eligibility.sanity import doubts
from billing.eligibility.script import script
from billing.eligibility.strategy import Tried, next_request, noted
from billing.eligibility.used import Pending, left_of
from tests.billing.eligibility.stories import TODAY


def plan(**percents: int) -> Benefits:
    shares = tuple(Share(plan_percent=p, service_class=name) for name, p in percents.items())
    return Benefits(is_active=True, shares=shares)


class TestNextRequest:
    def test_goes_from_the_general_to_the_code_to_its_type(self) -> None:
        asked: list[str] = []
        while (one := next_request(["D2740"], asked, Benefits(), {}, on=TODAY)) is not None:
            asked.append(one)

        assert asked == ["35", "D2740", "36"]

    def test_stops_when_what_is_planned_was_told(self) -> None:
        assert next_request(["D2740"], ["35"], plan(crowns=50), {}, on=TODAY) is None

    def test_leaves_out_what_a_payer_never_fills_for_ninety_days(self) -> None:
        habits: dict[str, Tried] = {}
        for _ in range(3):
            habits = noted(habits, "D2740", filled=False, on=TODAY)

        assert next_request(["D2740"], ["35"], Benefits(), habits, on=TODAY) == "36"
        later = TODAY + timedelta(days=90)
        assert next_request(["D2740"], ["35"], Benefits(), habits, on=later) == "D2740"

    def test_asks_something_even_where_all_is_dead(self) -> None:
        habits = {kind: Tried(9, 0, TODAY) for kind in ("35", "code", "type")}

        assert next_request(["D2740"], [], None, habits, on=TODAY) == "35"


class TestPolarity:
    @pytest.mark.parametrize(
        ("percents", "memory", "wanted"),
        [
            ({"preventive": 100, "crowns": 50}, {}, False),
            ({"preventive": 0, "crowns": 50}, {}, True),
            ({"preventive": 0, "restorative": 20}, {}, True),
            ({"preventive": 100, "crowns": 100}, {}, False),
            ({"preventive": 80, "crowns": 80}, {}, False),
            ({"preventive": 0}, {}, False),
            ({"preventive": 0}, {"preventive": {100: 3}}, True),
            ({"preventive": 0}, {"preventive": {100: 2}}, False),
            ({"preventive": 0}, {"preventive": {100: 3, 0: 3}}, False),
            ({"crowns": 50}, {"crowns": {50: 9}}, False),
        ],
    )
    def test_by_order_and_by_memory(
        self, percents: dict[str, int], memory: dict[str, dict[int, int]], wanted: bool
    ) -> None:
        found = {one.code for one in doubts(plan(**percents), memory=memory)}

        assert found == ({"INVERTED"} if wanted else set())


class TestLeft:
    def test_counts_only_the_period_and_what_the_maximum_is_for(self) -> None:
        told = Benefits(
            shares=(Share(plan_percent=50, service_class="crowns"),),
            amounts=(Amount(kind="maximum", total_cents=1000_00, left_cents=700_00),),
        )
        pending = [
            Pending("D2740", date(2026, 11, 2), 400_00),
            Pending("D2740", date(2025, 11, 2), 900_00),
            Pending("D8080", date(2026, 11, 2), 900_00),
            Pending("D1110", date(2026, 11, 2), 100_00, here=False),
        ]

        (left,) = left_of(told, pending, on=TODAY)

        assert (left.pending_cents, left.elsewhere_cents) == (200_00 + 100_00, 100_00)
        assert left.left_cents == 400_00
        assert not left.is_certain  # nobody said what is paid for D1110


class TestChanges:
    def test_say_what_moved_in_words_and_money(self) -> None:
        before = plan(crowns=50)
        after = plan(crowns=60)

        assert [one.words for one in changes(before, after)] == ["Crowns: 50% before, 60% now"]
        assert moved(before, after, [("D2740", 1200_00), ("D1110", 100_00)]) == [("D2740", 120_00)]

    def test_of_an_amount_are_money(self) -> None:
        old, new = (
            Benefits(amounts=(Amount(kind="maximum", left_cents=cents),))
            for cents in (900_00, 40_00)
        )

        (change,) = changes(old, new)

        assert change.cents == -860_00


class TestScript:
    def test_asks_what_major_work_depends_on_and_nothing_else(self) -> None:
        fields = [one.field for one in script(plan(prosthodontics=50), ["D6240", "D1110"])]

        assert fields == ["waiting", "missing_tooth", "downgrade", "history"]
        assert script(plan(preventive=100), ["D1110"]) == []

    def test_is_done_once_all_was_entered(self) -> None:
        said = [
            Said(field="waiting", source="phone", said_on=TODAY, answer="no"),
            Said(field="missing_tooth", source="phone", said_on=TODAY, answer="no"),
            Said(field="downgrade", source="phone", said_on=TODAY, answer="no"),
            Said(field="history", source="phone", said_on=TODAY, answer="no"),
        ]

        told = overlaid(plan(prosthodontics=50), said)

        assert script(told, ["D6240"]) == []
        origin = told.origin_of("missing_tooth_clause")
        assert origin is not None
        assert origin.source == "phone"


class TestOverlay:
    def test_the_last_word_about_a_field_stands(self) -> None:
        said = [
            Said(field="percent", source="portal", said_on=TODAY, code="crowns", percent=p)
            for p in (40, 60)
        ]

        told = overlaid(plan(crowns=50, preventive=100), said)

        assert {one.service_class: one.plan_percent for one in told.shares} == {
            "preventive": 100,
            "crowns": 60,
        }
