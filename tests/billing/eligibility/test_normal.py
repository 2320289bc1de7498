"""What single EBs say, and what is left unsaid."""

from datetime import date

import pytest

from billing.eligibility.benefits import Amount, Benefits, Limit
from billing.eligibility.facing import facing
from billing.eligibility.normal import benefits_of
from billing.eligibility.normal.answers import Whom, heard
from billing.eligibility.sanity import doubts
from billing.x12 import Benefit, Eligibility, Member
from billing.x12.benefits import Delivery
from billing.x12.eligibility import Receiver, Source, Trace
from billing.x12.parties import Party
from billing.x12.parts import Period, Procedure
from tests.billing.eligibility.stories import TODAY
from tests.doubles.payer import answers


def told(*benefits: Benefit, **given: object) -> Benefits:
    return benefits_of(Member(benefits=benefits, **given), said_on=TODAY)  # type: ignore[arg-type]  # of a member


def limit(period: str, periods: str, quantity: str = "2", **given: object) -> list[Limit]:
    hsd = Delivery("VS", quantity, period=period, periods=periods)
    eb = Benefit("F", procedure=Procedure("D1110"), deliveries=(hsd,), **given)  # type: ignore[arg-type]  # of an EB
    return list(told(eb).limits)


class TestShares:
    def test_are_what_the_patient_does_not_pay(self) -> None:
        (share,) = told(Benefit("A", "IND", ("36",), percent_thousandths=20_000)).shares

        assert (share.plan_percent, share.service_class) == (80, "crowns")
        assert share.origin is not None
        assert share.origin.where == "EB 1"

    def test_of_two_networks_stay_apart(self) -> None:
        lines = [
            Benefit("A", service_types=("41",), percent_thousandths=part, in_network=network)
            for part, network in ((0, "Y"), (40_000, "N"))
        ]
        all_of = told(*lines)

        assert {one.network: one.plan_percent for one in all_of.shares} == {"in": 100, "out": 60}
        assert [one.plan_percent for one in facing(all_of, "out").shares] == [60]
        assert facing(all_of, "").shares == ()

    def test_of_other_services_are_left_out(self) -> None:
        assert told(Benefit("A", service_types=("88",), percent_thousandths=20_000)).shares == ()


class TestAmounts:
    def test_put_the_rest_beside_the_whole(self) -> None:
        (amount,) = told(
            Benefit("F", "IND", ("35",), period="23", cents=1500_00),
            Benefit("F", "IND", ("35",), period="29", cents=900_00),
        ).amounts

        assert (amount.total_cents, amount.left_cents) == (1500_00, 900_00)

    def test_for_life_are_another_amount(self) -> None:
        found = told(
            Benefit("F", "IND", ("38",), period="32", cents=2000_00),
            Benefit("F", "IND", ("38",), period="33", cents=1200_00),
            Benefit("F", "IND", ("35",), period="23", cents=1500_00),
        ).amounts

        lifetime = next(one for one in found if one.period == "lifetime")
        assert (lifetime.total_cents, lifetime.left_cents) == (2000_00, 1200_00)
        assert lifetime.service_class == "orthodontics"

    def test_more_left_than_there_is_is_doubted(self) -> None:
        odd = Amount(kind="maximum", total_cents=1, left_cents=2)

        assert [one.code for one in doubts(Benefits(amounts=(odd,)), memory={})] == ["MORE_LEFT"]


class TestLimits:
    @pytest.mark.parametrize(
        ("period", "periods", "wanted"),
        [
            ("23", "1", ("calendar_year", 0)),
            ("22", "1", ("benefit_year", 0)),
            ("34", "6", ("months_to_day", 6)),
            ("21", "5", ("months_to_day", 60)),
            ("32", "", ("lifetime", 0)),
        ],
    )
    def test_count_by_period(self, period: str, periods: str, wanted: tuple[str, int]) -> None:
        (found,) = limit(period, periods)

        assert (found.codes, found.count, found.period, found.months) == ("D1110", 2, *wanted)

    @pytest.mark.parametrize("quantity", ["", "0", "1.5", "300", "x"])
    def test_that_are_no_count_are_none(self, quantity: str) -> None:
        assert limit("23", "1", quantity) == []

    def test_take_ages_from_a_text_that_is_plain(self) -> None:
        (found,) = limit("23", "1", messages=("COVERED THROUGH AGE 18",))
        (unsure,) = limit("23", "1", messages=("AGE 14 AND OVER", "UNDER AGE 19"))

        assert (found.age_min, found.age_max) == (None, 18)
        assert (unsure.age_min, unsure.age_max) == (None, None)


class TestWords:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("MISSING TOOTH CLAUSE APPLIES", True),
            ("Missing Tooth Clause: No", False),
            ("THERE IS NO MISSING TOOTH CLAUSE", False),
            ("MISSING TEETH EXCLUSION", True),
            ("TEETH MISSING BEFORE COVERAGE", None),
        ],
    )
    def test_of_a_missing_tooth(self, text: str, wanted: bool | None) -> None:
        found = told(Benefit("1", service_types=("35",), messages=(text,)))

        assert found.missing_tooth_clause is wanted
        origin = found.origin_of("missing_tooth_clause")
        assert origin is None if wanted is None else (origin is not None and origin.confidence < 50)

    def test_of_waiting_count_from_the_plans_first_day(self) -> None:
        line = Benefit("A", service_types=("36",), percent_thousandths=50_000,
                       messages=("12 MONTH WAITING PERIOD",))  # fmt: skip

        (wait,) = told(line, dates=(Period("346", date(2026, 3, 1)),)).waits

        assert (wait.until, wait.service_class) == (date(2027, 3, 1), "crowns")

    def test_of_history_name_day_and_code(self) -> None:
        line = Benefit("F", procedure=Procedure("D0210"), messages=("LAST SERVICE: 03/15/2024",))

        (served,) = told(line).history

        assert (served.code, served.served_on, served.here) == ("D0210", date(2024, 3, 15), False)


class TestPlain:
    def test_what_nobody_said_is_not_known(self) -> None:
        found = told()

        assert found.is_active is None
        assert found.missing_tooth_clause is None
        assert found.history_known is None

    def test_exclusion_and_approval_are_kept(self) -> None:
        found = told(
            Benefit("I", procedure=Procedure("D9972")),
            Benefit("A", percent_thousandths=50_000, authorization="Y",
                    procedure=Procedure("D2740")),
        )  # fmt: skip

        assert (found.excluded, found.authorization) == ("D9972", "D2740")


class TestHeard:
    WHOM = Whom("T1", "W1", date(1980, 4, 2), "Sample")

    def answer(self, member: Member, reference: str = "T1") -> Eligibility:
        source = Source(receivers=(Receiver(subscribers=(member,)),))
        return Eligibility("271", reference, sources=(source,))

    def member(self, number: str = "W1", trace: str = "T1", **given: object) -> Member:
        person = Party("IL", id=number, born_on=date(1980, 4, 2))
        lines = tuple(answers.general())
        return Member(
            person=person, traces=(Trace("2", trace),), benefits=lines, **given  # type: ignore[arg-type]  # of a member
        )  # fmt: skip

    def test_is_used_when_number_and_birth_agree(self) -> None:
        assert heard(self.answer(self.member("00-w1")), self.WHOM).outcome == "answered"

    @pytest.mark.parametrize(("number", "trace"), [("W2", "T1"), ("W1", "T9")])
    def test_about_anybody_else_is_a_persons(self, number: str, trace: str) -> None:
        told = heard(self.answer(self.member(number, trace)), self.WHOM)

        assert (told.outcome, told.member) == ("needs_person", None)
