"""What people decide of clearinghouses."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from billing.payers.models import Payer, PayerUse
from billing.submission.actions import connecting
from billing.submission.clearinghouses import Trouble
from billing.submission.models import Clearinghouse, HouseSecret, Route
from billing.submission.places import NO_PLACE, Secret, place_of, seal_secret
from billing.submission.queries.houses import outage_of
from practices.registry.models import Practice
from tests.billing.submission.sending import house

TODAY = date(2026, 11, 25)


@pytest.fixture
def payer(practice_a: Practice) -> Payer:
    row = Payer.objects.create(public_id="code-70001", name="Sample Payer")
    PayerUse.objects.create(practice=practice_a, payer=row, last_on=TODAY)
    return row


class TestSecret:
    def test_is_sealed_for_one_clearinghouse(self, practice_a: Practice, tmp_path: Path) -> None:
        one = house(practice_a.organization, tmp_path / "a", "One")
        two = house(practice_a.organization, tmp_path / "b", "Two")
        seal_secret(one, Secret(password="open sesame"))
        sealed = bytes(HouseSecret.objects.get(house=one).sealed)
        HouseSecret.objects.create(house=two, sealed=sealed)

        assert b"sesame" not in sealed
        assert place_of(one).password == "open sesame"
        with pytest.raises(Trouble, match=NO_PLACE):
            place_of(two)


class TestSwitch:
    def test_off_needs_a_reason(self, practice_a: Practice, tmp_path: Path) -> None:
        one = house(practice_a.organization, tmp_path)
        with pytest.raises(connecting.NotPossible):
            connecting.switch(one, is_on=False, because=" ")
        connecting.switch(one, is_on=False, because="They are down")

        one.refresh_from_db()
        assert (one.is_on, one.off_because) == (False, "They are down")

    def test_tells_who_moves_and_who_stays_before_and_while_it_is_off(
        self, practice_a: Practice, tmp_path: Path, payer: Payer
    ) -> None:
        group = practice_a.organization
        one = house(group, tmp_path / "a", "One")
        assert outage_of(one, group, today=TODAY) == ([], [payer.name])

        two = house(group, tmp_path / "b", "Two")
        connecting.switch(one, is_on=False, because="They are down")
        assert outage_of(one, group, today=TODAY) == ([payer.name], [])

        Route.objects.filter(house=two).update(until_on=TODAY - timedelta(days=1))
        assert outage_of(one, group, today=TODAY) == ([], [payer.name])


class TestEnrolment:
    def enrol(self, at: Clearinghouse, payer: Payer, practice: Practice, **given: object) -> None:
        told = {"payer": payer, "transaction": "era", "state": "active"}
        connecting.keep_enrolment(at, practice, told | given, today=TODAY)

    def test_of_remittances_is_in_force_at_one_house_at_a_time(
        self, practice_a: Practice, tmp_path: Path, payer: Payer
    ) -> None:
        group = practice_a.organization
        one, two = house(group, tmp_path / "a", "One"), house(group, tmp_path / "b", "Two")
        self.enrol(one, payer, practice_a, until_on=TODAY)
        with pytest.raises(connecting.NotPossible):
            self.enrol(two, payer, practice_a)

        self.enrol(two, payer, practice_a, transaction="claims")
        self.enrol(one, payer, practice_a, until_on=TODAY - timedelta(days=1))
        self.enrol(two, payer, practice_a)
