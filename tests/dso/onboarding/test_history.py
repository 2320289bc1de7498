"""Two years of claims: the same for the same day, and right to the cent."""

from datetime import date, timedelta

import pytest

from billing.ledger.accounts import Account
from dso.onboarding.booking import legs_of_answer
from dso.onboarding.group import ALL_SITES, SITES, SITES_BY_ID, Site
from dso.onboarding.history import Past, Stage, history_of
from dso.onboarding.people import FIRST, LAST, people_of

TODAY = date(2026, 11, 23)


def past_of(site: Site, today: date = TODAY) -> tuple[Past, ...]:
    return history_of(site, people_of(site, today), today)


class TestPeople:
    @pytest.mark.parametrize("site", ALL_SITES, ids=lambda site: site.public_id)
    def test_are_visibly_made_up(self, site: Site) -> None:
        for person in people_of(site, TODAY):
            assert person.first_name.removeprefix("Test-") in FIRST
            assert person.first_name.startswith("Test-")
            assert person.last_name in LAST

    def test_are_children_where_children_are_treated(self) -> None:
        people = people_of(SITES_BY_ID["oakview_kids"], TODAY)

        assert all((TODAY - person.born_on).days < 14 * 366 for person in people)


class TestHistory:
    def test_is_the_same_for_the_same_day(self) -> None:
        assert past_of(SITES[0]) == past_of(SITES[0])

    def test_moves_with_the_day(self) -> None:
        later = past_of(SITES[0], TODAY + timedelta(days=30))

        assert later[-1].case.served_on > past_of(SITES[0])[-1].case.served_on

    @pytest.mark.parametrize("site", ALL_SITES, ids=lambda site: site.public_id)
    def test_adds_up_in_every_claim(self, site: Site) -> None:
        for past in past_of(site):
            verdict = past.verdict
            if verdict is not None:
                cuts = sum(cut.cents for line in verdict.lines for cut in line.cuts)
                assert past.case.charge_cents == verdict.paid_cents + cuts
                assert sum(leg.cents for leg in legs_of_answer(past)) == 0

    @pytest.mark.parametrize("site", ALL_SITES, ids=lambda site: site.public_id)
    def test_stays_between_joining_and_today(self, site: Site) -> None:
        days = [past.case.served_on for past in past_of(site)]

        first_on = max(site.joined_on, TODAY - timedelta(days=730))
        assert min(days) >= first_on
        assert max(past.case.sent_on for past in past_of(site)) <= TODAY
        assert all(day.weekday() < 5 or day == first_on for day in days)

    @pytest.mark.parametrize("site", ALL_SITES, ids=lambda site: site.public_id)
    def test_numbers_every_claim_and_line_once(self, site: Site) -> None:
        cases = [past.case for past in past_of(site)]
        lines = [service.control_number for case in cases for service in case.services]

        assert len({case.control_number for case in cases}) == len(cases)
        assert len(set(lines)) == len(lines)
        assert all(len(case.control_number) <= 17 for case in cases)

    def test_has_every_stage_in_the_group(self) -> None:
        stages = {past.stage for site in SITES for past in past_of(site)}

        assert stages == set(Stage)

    def test_lets_a_second_payer_settle_only_what_the_first_left(self) -> None:
        seconds = [past for past in past_of(SITES_BY_ID["summit"]) if past.case.rank == 2]
        settled = [past for past in seconds if past.verdict is not None and not past.is_denied]

        assert settled
        for past in settled:
            legs = {leg.account: leg.cents for leg in legs_of_answer(past)}
            left = sum(past.case.first_left_cents)
            assert legs[Account.COORDINATION] == past.case.charge_cents - left
            assert legs[Account.UNDEPOSITED] <= left
