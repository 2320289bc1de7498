"""What is done and insured and on no claim: found, summed, told, drafted."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from billing.claims.actions.asking import ask_to_build
from billing.claims.queries import unbilled
from billing.claims.queries.unbilled import Window
from compliance.access.roles import Role
from compliance.identity.models import User
from practices.desk.models import Item
from practices.jobs import actions as jobs
from practices.registry import actions as registry
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.claims.office import NOW, Office

WINDOW = Window(date(2026, 1, 1), date(2026, 11, 22), date(2026, 11, 24))


@pytest.fixture
def office(practice_a: Practice) -> Office:
    made = Office(practice_a)
    made.procedure(101)
    made.procedure(102, ProcDate=date(2026, 10, 1), ClinicNum=3)
    made.procedure(103, ProcStatus=1)
    return made.read()


def keys(office: Office, window: Window = WINDOW, clinic: str = "") -> list[str]:
    with in_practice(office.practice):
        return unbilled.page(window, clinic=clinic).keys


class TestPage:
    def test_is_what_is_done_oldest_first(self, office: Office) -> None:
        assert keys(office) == ["102", "101"]

    def test_of_one_clinic(self, office: Office) -> None:
        assert keys(office, clinic="3") == ["102"]

    def test_leaves_out_what_a_claim_of_either_side_names(self, office: Office) -> None:
        office.claim(9, 101)
        office.read()
        office.build(102)

        assert keys(office) == []

    def test_leaves_out_codes_never_billed_and_patients_without_cover(self, office: Office) -> None:
        office.procedure(104, CodeNum=3)
        office.procedure(105, PatNum=6)
        office.read()

        assert keys(office) == ["102", "101"]

    @pytest.mark.parametrize(
        ("window", "found"),
        [
            (Window(date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 4)), ["101"]),
            (Window(date(2026, 11, 3), date(2026, 11, 9), date(2026, 11, 9)), []),
            (Window(date(2026, 10, 1), date(2026, 10, 1), date(2026, 11, 9)), ["102"]),
        ],
    )
    def test_holds_to_its_days(self, office: Office, window: Window, found: list[str]) -> None:
        assert keys(office, window) == found

    def test_goes_on_behind_the_last_key(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(unbilled, "PAGE_ROWS", 1)
        with in_practice(office.practice):
            first = unbilled.page(WINDOW)
            second = unbilled.page(WINDOW, after=first.next_after)

        assert (first.keys, second.keys, second.next_after) == (["102"], ["101"], "")


@pytest.mark.parametrize(
    ("now", "hours", "until"),
    [
        (datetime(2026, 11, 3, 23, 59, tzinfo=UTC), 24, date(2026, 11, 1)),
        (datetime(2026, 11, 4, 0, 0, tzinfo=UTC), 24, date(2026, 11, 2)),
        (datetime(2026, 11, 3, 0, 0, tzinfo=UTC), 0, date(2026, 11, 2)),
    ],
)
def test_a_service_is_late_so_many_hours_after_its_day(
    now: datetime, hours: int, until: date
) -> None:
    assert unbilled.window_of(now, hours=hours, days=365).until == until


def test_sums_stand_by_location_most_money_first(office: Office) -> None:
    office.procedure(106, ClinicNum=3)
    office.read()

    with in_practice(office.practice):
        rows = unbilled.locations(WINDOW)

    assert [(row.clinic_key, row.count, row.cents, row.oldest) for row in rows] == [
        ("3", 2, 200_00, date(2026, 10, 1)), ("", 1, 100_00, date(2026, 11, 2)),
    ]  # fmt: skip


class TestFigure:
    def test_is_one_item_a_day_with_a_sum_and_no_name(self, office: Office) -> None:
        (item,) = Item.objects.filter(kind="unbilled")

        assert (item.cents, item.words) == (200_00, "2 services done and on no claim.")
        assert "Sample" not in f"{item.words}{item.payer_name}{item.reference}{item.path}"

    def test_goes_when_nothing_waits_the_next_day(self, office: Office) -> None:
        office.build()
        later = datetime(2026, 11, 25, 12, tzinfo=UTC)
        jobs.enqueue(kind="claims.unbilled", key="next", practice=office.practice, now=later)

        jobs.run_all_now(now=later)

        assert [item.state for item in Item.objects.filter(kind="unbilled")] == ["done"]


def test_asked_for_it_drafts_all_and_names_payers_nobody_knew(office: Office) -> None:
    ask_to_build(office.practice, now=NOW)
    jobs.run_all_now(now=NOW)

    assert sorted(claim.charge_cents for claim in office.claims()) == [100_00, 100_00]
    assert keys(office) == []


class TestPages:
    @pytest.fixture
    def client(self, client: Client, office: Office) -> Client:
        user = User.objects.create_user("biller@example.test", "a long enough word")
        registry.grant(user=user, role=Role.CENTRAL_BILLER, at=office.practice)
        client.force_login(user)
        return client

    def test_shows_money_age_and_who_pays(
        self, client: Client, office: Office, settings: Settings
    ) -> None:
        settings.UNBILLED_DAYS_MAX = 3_650

        text = client.get(reverse("claims:unbilled", args=["alder"])).content.decode()

        assert "D1110" in text
        assert "Sample Plans 1" in text

    def test_of_a_claim_shows_where_it_comes_from(self, client: Client, office: Office) -> None:
        office.build()
        claim = office.claims()[0]

        text = client.get(reverse("claims:claim", args=["alder", claim.pk])).content.decode()

        assert "Where this draft comes from" in text
        assert "Approve this draft" in text

    def test_approve_approves(self, client: Client, office: Office) -> None:
        office.build()
        claim = office.claims()[0]

        client.post(reverse("claims:approval", args=["alder", claim.pk]))

        assert [one.is_approved for one in office.claims()].count(True) == 1

    def test_an_order_turned_round_drafts_to_the_other_payer(
        self, client: Client, office: Office
    ) -> None:
        office.cover(2, Relationship=1)
        office.read().build()
        claim = office.claims()[0]

        client.post(
            reverse("claims:order", args=["alder", claim.pk]),
            {"cover": ["62", "61"], "reason": "A court's order."},
        )
        office.build()

        assert {one.payer.name for one in office.claims()} == {"Sample Plans 2"}
