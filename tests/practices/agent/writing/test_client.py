"""The transport to the program: which failures may be repeated without looking, and which not."""

from collections.abc import Iterator
from typing import Any, cast

import pytest

from practices.agent.pms.open_dental_api.client import READ_TRIES_MAX, ApiClient, ApiPlace
from practices.agent.pms.open_dental_api.rows import row_of
from practices.agent.pms.open_dental_api.versions import needed, parsed
from practices.agent.writing.connector import (
    ApiAway,
    ApiRefused,
    NoAnswer,
    NotSent,
    ReadRefused,
)
from tests.doubles.open_dental.database import Database
from tests.doubles.open_dental.faults import Kind
from tests.doubles.open_dental.serving import CUSTOMER_KEY, DEVELOPER_KEY, Api, serving

NO_DATABASE = cast(Database, None)
"""What is asked here goes wrong before it is needed."""


@pytest.fixture
def api() -> Iterator[Api]:
    with serving(Api(NO_DATABASE)) as made:
        yield made


def client(api: Api, **given: Any) -> ApiClient:  # noqa: ANN401  # fields of ApiPlace
    story = {"url": api.url, "developer_key": DEVELOPER_KEY, "customer_key": CUSTOMER_KEY}
    return ApiClient(ApiPlace(**(story | given)), sleep=lambda _: None)


class TestWriting:
    @pytest.mark.parametrize(
        ("fault", "meaning"),
        [
            ("dropped_before", NoAnswer),
            ("timeout_before", NoAnswer),
            ("office_away", NoAnswer),
            ("busy", NotSent),
            ("denied", ApiRefused),
            ("refused", ApiRefused),
        ],
    )
    def test_tells_what_became_of_a_call(
        self, api: Api, fault: Kind, meaning: type[Exception]
    ) -> None:
        api.faults.plan(fault)

        with pytest.raises(meaning) as told:
            client(api).write("POST", "commlogs", {"PatNum": 1})

        assert type(told.value) is meaning
        assert api.asked == ["POST commlogs"]  # once, whatever happened

    def test_of_nobody_who_listens_was_not_sent(self, api: Api) -> None:
        with pytest.raises(NotSent):
            client(api, url="http://127.0.0.1:9").write("POST", "commlogs", {})

    def test_with_the_wrong_key_is_refused(self, api: Api) -> None:
        with pytest.raises(ApiRefused) as told:
            client(api, customer_key="wrong").write("POST", "commlogs", {})

        assert told.value.status == 401
        assert "wrong" not in str(told.value)


class TestReading:
    @pytest.mark.parametrize("fault", ["dropped_before", "timeout_before", "busy", "nothing"])
    def test_is_tried_again_a_few_times(self, api: Api, fault: Kind) -> None:
        api.faults.plan(fault, times=99)

        with pytest.raises(ApiAway):
            client(api).one("claims/1")

        assert len(api.asked) == READ_TRIES_MAX

    def test_that_is_refused_says_nothing_of_what_was_written(self, api: Api) -> None:
        api.faults.plan("denied")

        with pytest.raises(ReadRefused):
            client(api).rows("claims", {})

    def test_rests_between_two_calls_as_the_relay_wants(self, api: Api) -> None:
        slept: list[float] = []
        place = ApiPlace(api.url, DEVELOPER_KEY, CUSTOMER_KEY, spacing=1.2)
        spaced = ApiClient(place, clock=lambda: 0.0, sleep=slept.append)
        api.faults.plan("denied", times=2)
        for _ in range(2):
            with pytest.raises(ApiRefused):
                spaced.one("claims/1")

        assert slept == [1.2]


class TestRows:
    def test_are_read_leniently_into_the_form_of_the_mirror(self) -> None:
        told = {
            "ClaimProcNum": "9", "ClaimNum": 3, "Status": "Received", "InsPayAmt": "700",
            "WriteOff": 0, "DedApplied": -1, "Remarks": None, "ClaimPaymentNum": 0,
        }  # fmt: skip

        assert row_of("claimproc", told) == {
            "ClaimProcNum": 9, "ClaimNum": 3, "Status": 1, "InsPayAmt": "700.0000",
            "WriteOff": "0.0000", "DedApplied": "-1.0000", "Remarks": "", "ClaimPaymentNum": 0,
        }  # fmt: skip

    def test_know_no_day_that_is_none(self) -> None:
        assert row_of("claim", {"DateReceived": "0001-01-01"})["DateReceived"] is None


class TestVersions:
    def test_are_asked_of_the_methods_that_came_late(self) -> None:
        assert needed("DELETE", "claimpayments/17") == (24, 3, 13)
        assert needed("POST", "claimtrackings") == ()
        assert parsed("24.3.10.0") < needed("DELETE", "claimpayments/17")
