"""What an API may answer, and that a call is never repeated in haste."""

import pytest

from practices.agent.pms import TableUnreadable
from practices.agent.pms.rest.login import Login
from practices.agent.pms.rest.trouble import LoginRefused, Trouble
from tests.practices.agent.rest.office import APPOINTMENT, PATIENT, SECRET, Office, listed, told

(PEOPLE,), (VISITS,) = listed(PATIENT), listed(APPOINTMENT)


def asked_of(office: Office) -> int:
    return sum(path == "/patients" for path, _ in office.cloud.asked)


class TestThrottling:
    def test_is_obeyed_for_all_lists(self, by_offset: Office) -> None:
        by_offset.cloud.retry_after = "120"
        by_offset.cloud.faults = ["", "busy"]
        source = by_offset.source()

        source.refresh()
        by_offset.pass_time(119)
        source.refresh()
        assert by_offset.cloud.asked == []
        assert source.remark(PEOPLE) == "The API asks us to wait."
        by_offset.pass_time(2)
        source.refresh()

        assert source.rows_after(PEOPLE, None, 1) == []
        assert source.remark(PEOPLE) == ""

    def test_may_name_a_moment_and_never_holds_us_for_more_than_an_hour(
        self, by_offset: Office
    ) -> None:
        by_offset.cloud.retry_after = "Fri, 31 Dec 2100 23:59:59 GMT"
        by_offset.cloud.faults = ["busy"]
        source = by_offset.source()

        source.refresh()

        assert source.client.free_at - by_offset.clock() == 3_600

    def test_is_avoided_by_a_rest_between_calls(self, by_offset: Office) -> None:
        source = by_offset.source()
        source.client.per_second = 0.5

        source.refresh()

        assert len(by_offset.slept) == len(by_offset.cloud.asked)  # the login is one more
        assert set(by_offset.slept) == {2.0}


class TestTrouble:
    @pytest.mark.parametrize(
        ("fault", "said"),
        [
            ("fault", "fault of its own"), ("dropped", "cannot be reached"),
            ("slow", "did not answer in time"), ("html", "not the API's"),
            ("denied", "a scope or a right is missing"),
        ],
    )  # fmt: skip
    def test_leaves_what_was_read_and_is_tried_again_later(
        self, by_offset: Office, fault: str, said: str
    ) -> None:
        by_offset.cloud.put("patients", "p1", name="a")
        source = by_offset.source()
        source.refresh()
        as_of = source.as_of(PEOPLE, source.now())
        by_offset.pass_time(601)
        by_offset.cloud.faults = ["", *[fault] * 3]  # the login has run out, and is renewed
        source.client.answer_seconds = 0.4 if fault == "slow" else 30

        source.refresh()

        assert said in source.remark(PEOPLE)
        assert len(source.rows_after(PEOPLE, None, 10)) == 1
        assert source.as_of(PEOPLE, source.now()) == as_of
        by_offset.pass_time(31)
        source.client.answer_seconds = 30
        source.refresh()
        assert source.remark(PEOPLE) == ""
        assert source.as_of(PEOPLE, source.now()) > as_of

    def test_before_the_first_reading_is_told(self, by_offset: Office) -> None:
        del by_offset.cloud.lists["patients"]
        source = by_offset.source()

        source.refresh()

        with pytest.raises(TableUnreadable, match="does not know this path"):
            source.rows_after(PEOPLE, None, 1)
        assert source.rows_after(VISITS, None, 1) == []

    def test_that_stays_is_asked_for_less_and_less_often(self, by_offset: Office) -> None:
        del by_offset.cloud.lists["patients"]
        source = by_offset.source()
        for _ in range(50):
            source.refresh()
            by_offset.pass_time(120)

        assert asked_of(by_offset) < 10

    def test_of_too_large_an_answer_is_cut_short(
        self, by_offset: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("practices.agent.pms.rest.budget.ANSWER_BYTES_MAX", 10_000)
        by_offset.cloud.put("patients", "p1", name="a" * 20_000)
        source = by_offset.source()

        source.refresh()

        assert "too large" in source.remark(PEOPLE)


class TestLogin:
    def test_that_ran_out_is_renewed(self, by_offset: Office) -> None:
        source = by_offset.source()
        source.refresh()
        by_offset.cloud.tokens.clear()
        by_offset.pass_time(601)

        source.refresh()

        assert source.remark(PEOPLE) == ""

    def test_that_is_taken_away_is_renewed_once(self, by_offset: Office) -> None:
        source = by_offset.source()

        by_offset.cloud.faults = ["", "expired"]
        source.client.get("/patients", {})
        assert len(by_offset.cloud.tokens) == 2

        by_offset.cloud.faults = ["expired", "", "expired"]
        with pytest.raises(LoginRefused):
            source.client.get("/patients", {})

    def test_that_is_wrong_is_told_without_the_secret(self, by_offset: Office) -> None:
        source = by_offset.source()
        found = told(by_offset.cloud)
        source.client.login = Login(found.auth, SECRET.replace('secret"', 'wrong-5e"'))

        with pytest.raises(LoginRefused) as why:
            source.client.login.headers(source.client)

        assert "wrong" not in str(why.value)

    def test_needs_its_file(self) -> None:
        with pytest.raises(Trouble, match="not as expected"):
            Login(None, "client_id = ")  # type: ignore[arg-type]  # not looked at
