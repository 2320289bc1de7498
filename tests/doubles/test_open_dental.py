"""The double keeps to what is documented of the program; what it writes is in a real database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.doubles.open_dental.serving import CUSTOMER_KEY, DEVELOPER_KEY
from tests.practices import mariadb
from tests.practices.agent.writing import office as offices
from tests.practices.agent.writing.office import Office

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mariadb")]
ROOT = Path(__file__).resolve().parents[2]
HEADERS = {
    "Authorization": f"ODFHIR {DEVELOPER_KEY}/{CUSTOMER_KEY}",
    "Content-Type": "application/json",
}


@pytest.fixture(scope="module")
def building() -> Iterator[tuple[Office, mariadb.MariaDb]]:
    with mariadb.running() as server, offices.office(server, "od_double") as made:
        yield made, server


@pytest.fixture
def office(building: tuple[Office, mariadb.MariaDb]) -> Office:
    building[0].empty()
    return building[0]


def call(
    office: Office, method: str, path: str, told: object = None, **more: str
) -> requests.Response:
    url = f"{office.api.url}/{path}"
    return requests.request(method, url, json=told, headers=HEADERS | more, timeout=10)


class TestDoor:
    def test_asks_for_both_halves_of_the_key(self, office: Office) -> None:
        assert call(office, "GET", "claims", Authorization="ODFHIR dev/none").status_code == 401

    def test_knows_resources_and_methods(self, office: Office) -> None:
        assert call(office, "GET", "spaceships").status_code == 404
        assert call(office, "DELETE", "commlogs/1").status_code == 400
        assert call(office, "GET", "claims/999999").status_code == 404


class TestLists:
    def test_are_cut_into_pages(self, office: Office) -> None:
        for _ in range(120):
            office.claim(lines=0)

        pages = [call(office, "GET", f"claims?Offset={n}").json() for n in (0, 100)]

        assert [len(page) for page in pages] == [100, 20]

    def test_ignore_a_filter_they_do_not_know(self, office: Office) -> None:
        office.claim(lines=2)

        assert len(call(office, "GET", "claimprocs?Colour=red").json()) == 2
        assert call(office, "GET", "claimprocs?ClaimNum=999999").json() == []

    def test_tell_enums_and_truth_in_words_and_no_day_as_the_first(self, office: Office) -> None:
        office.claim(lines=1)

        (line,) = call(office, "GET", "claimprocs").json()

        assert (line["Status"], line["IsTransfer"]) == ("NotReceived", "false")
        assert line["DateCP"] == "0001-01-01"
        assert "SecurityHash" not in line


class TestLines:
    def test_change_only_what_is_named(self, office: Office) -> None:
        claim, (line,) = office.claim(lines=1)
        call(office, "PUT", f"claimprocs/{line}", {"Status": "Received", "InsPayAmt": 350.0})

        told = call(office, "PUT", f"claimprocs/{line}", {"WriteOff": 20, "DateCP": "2026-01-01"})

        assert told.status_code == 200
        assert (told.json()["InsPayAmt"], told.json()["DateCP"]) == (350.0, "0001-01-01")
        assert office.database.one("claim", "ClaimNum", claim)["InsPayAmt"] == 350.0  # type: ignore[index]  # it is there

    def test_on_a_check_keep_their_amount(self, office: Office) -> None:
        claim, (line,) = office.claim(lines=1)
        call(office, "PUT", f"claimprocs/{line}", {"Status": "Received", "InsPayAmt": 350})
        call(office, "POST", "claimpayments", {"claimNum": claim, "CheckAmt": 350})

        told = call(office, "PUT", f"claimprocs/{line}", {"InsPayAmt": 1})

        assert (told.status_code, "attached" in told.text) == (400, True)


class TestChecks:
    def test_are_the_sum_of_their_lines_or_none(self, office: Office) -> None:
        claim, (line,) = office.claim(lines=1)
        call(office, "PUT", f"claimprocs/{line}", {"Status": "Received", "InsPayAmt": 350})

        wrong = call(office, "POST", "claimpayments", {"claimNum": claim, "CheckAmt": 351})
        right = call(office, "POST", "claimpayments", {"claimNum": claim, "CheckAmt": 350})
        again = call(office, "POST", "claimpayments", {"claimNum": claim, "CheckAmt": 350})

        assert [told.status_code for told in (wrong, right, again)] == [400, 201, 400]
        assert len(office.checks()) == 1

    def test_in_a_deposit_stay(self, office: Office) -> None:
        key = office.database.insert("claimpayment", {"CheckAmt": 1, "DepositNum": 3})

        assert call(office, "DELETE", f"claimpayments/{key}").status_code == 400


class TestAdjustments:
    def test_fit_the_sign_of_their_type(self, office: Office) -> None:
        story = {"PatNum": 55, "AdjType": 501, "AdjDate": "2026-11-20"}

        wrong = call(office, "POST", "adjustments", story | {"AdjAmt": 5})
        right = call(office, "POST", "adjustments", story | {"AdjAmt": -5})

        assert [told.status_code for told in (wrong, right)] == [400, 201]


class TestFaults:
    def test_that_did_write_say_504_all_the_same(self, office: Office) -> None:
        office.api.faults.plan("timeout_after", "POST commlogs")

        told = call(office, "POST", "commlogs", {"PatNum": 55, "Note": "x"})

        assert told.status_code == 504
        assert len(office.rows("commlog")) == 1

    def test_are_planned_from_outside(self, office: Office) -> None:
        control = office.api.url.replace("/api/v1", "/_double/faults")
        requests.post(control, json=[{"kind": "busy", "call": "GET", "times": 1}], timeout=10)

        assert [call(office, "GET", "claims").status_code for _ in range(2)] == [429, 200]


def test_runs_by_itself(building: tuple[Office, mariadb.MariaDb]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.doubles.open_dental_api", "--database", "od_double",
         "--socket", str(building[1].place.socket)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env=dict(os.environ),
    )  # fmt: skip
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        told = requests.get(f"{url}/preferences", headers=HEADERS, timeout=10)
        assert told.status_code == 200
    finally:
        process.terminate()
        assert process.wait(10) == 0
