"""Loading the demo group into an installation, once and whole."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from billing.claims.models import Claim, ClaimRoute
from billing.ledger import queries as ledger
from dso.onboarding.actions.load import BANK_FILE, biller, found_demo, load_demo, mail_of
from dso.onboarding.actions.office.load import load_office, office_mail
from dso.onboarding.group import OFFICE, ORGANIZATION_ID, SITES
from dso.onboarding.history import history_of
from dso.onboarding.models import DemoLoad
from dso.onboarding.people import people_of
from dso.onboarding.queries import books_of, files_of
from practices.registry.models import Organization, Practice
from practices.registry.queries import places_of
from practices.registry.tenancy import in_practice
from remits.clearing.area import in_clearing
from remits.clearing.models import Arrival
from tests.databases import NOW, TODAY

CALLS_BEFORE_THE_CUT = 12


class PowerFailed(RuntimeError):
    """Raised by a clock, in the middle of the work."""


class Clock:
    """Ticks a second a look; stops for good when its time has come."""

    def __init__(self, *, looks_max: int | None = None) -> None:
        self.looks, self.looks_max = 0, looks_max

    def __call__(self) -> datetime:
        self.looks += 1
        if self.looks_max is not None and self.looks > self.looks_max:
            raise PowerFailed
        return datetime.now(NOW.tzinfo)


def claim_counts() -> dict[str, int]:
    counts = {}
    for practice in Practice.objects.filter(organization__public_id=ORGANIZATION_ID):
        with in_practice(practice):
            counts[practice.public_id] = Claim.objects.count()
            assert sum(ledger.balances().values()) == 0
    return counts


def arrived() -> list[str]:
    with in_clearing():
        rows = Arrival.objects.filter(file__organization__public_id=ORGANIZATION_ID)
        return sorted(rows.values_list("name", flat=True))


@pytest.mark.slow
@pytest.mark.usefixtures("own_database")
class TestLoadDemo:
    def test_is_resumed_where_it_was_cut_and_then_does_nothing(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        settings.DATA = tmp_path

        with pytest.raises(PowerFailed):
            load_demo(clock=Clock(looks_max=CALLS_BEFORE_THE_CUT), today=TODAY)
        before = claim_counts()

        assert load_demo(clock=Clock(), today=TODAY + timedelta(days=3))
        assert not load_demo(clock=Clock(), today=TODAY + timedelta(days=3))

        assert claim_counts() == before
        assert min(before.values()) > 100
        assert DemoLoad.objects.get().today == TODAY
        assert arrived() == sorted(file.name for files in mail_of(TODAY) for file in files)

        organization = Organization.objects.get(public_id=ORGANIZATION_ID)
        places = places_of(biller())
        assert [place.public_id for place in places.practices] == sorted(
            (site.public_id for site in SITES),
            key=lambda key: Practice.objects.get(public_id=key).name,
        )
        earlier = {file.name for file in mail_of(TODAY)[0]}
        files = files_of(organization, books_of(places.practices))
        told = {file.name: file.told for file in files}
        assert {told[name] for name in earlier} == {"posted"}
        assert "waiting" in told.values()
        assert sum(file.waiting["NOT_TAKEN"] for file in files) == 0
        assert (tmp_path / BANK_FILE).read_text().count("\n") > 50
        assert ClaimRoute.objects.count() == sum(before.values())


SMALL = replace(OFFICE, patients=60, claims=300)


@pytest.mark.slow
@pytest.mark.usefixtures("own_database")
class TestLoadOffice:
    def test_fills_it_as_the_others_where_there_can_be_no_agent(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        settings.DATA = tmp_path
        found_demo(clock=Clock(), today=TODAY)

        assert load_office("", clock=Clock(), site=SMALL)
        assert not load_office("", clock=Clock(), site=SMALL)

        past = history_of(SMALL, people_of(SMALL, TODAY), TODAY)
        assert claim_counts()[SMALL.public_id] == len(past)
        mail = {file.name for file in office_mail(SMALL, TODAY)}
        assert set(arrived()) == mail
        assert (tmp_path / BANK_FILE).is_file()
