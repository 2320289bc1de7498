"""Loading the demo group. What is there already is left alone, so a broken load is resumed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from billing.claims.models import Claim
from billing.payers.models import Payer
from billing.risk import actions as risk
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from compliance.access.roles import Role
from compliance.identity.models import User
from dso.onboarding import group
from dso.onboarding.actions import mainjob
from dso.onboarding.actions.fill import Ids, fill
from dso.onboarding.actions.house import the_house
from dso.onboarding.bank import as_csv, bank_lines
from dso.onboarding.group import SITES, Site
from dso.onboarding.history import Past, Stage, history_of
from dso.onboarding.mail import EraFile, ordinary, render
from dso.onboarding.models import DemoLoad
from dso.onboarding.people import Person, people_of
from dso.onboarding.planted_claims import planted_at
from dso.onboarding.planted_mail import planted_mail
from dso.onboarding.queries import names_that_came
from dso.onboarding.signins import BILLER, SIGN_INS, SignIn
from practices.registry import actions as registry
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice

LOADER = Actor.system("demo")
BANK_FILE = Path("demo", "bank_lines.csv")  # in the data folder, for who ties deposits out


def found_demo(*, clock: mainjob.Clock, today: date) -> DemoLoad:
    """The group, its practices and its sign-ins, without a claim yet: seconds, not many.

    The first call fixes `today`, so that a load which was cut short goes on with the same claims.
    """
    with acting_as(LOADER):
        load, _ = DemoLoad.objects.get_or_create(pk=1, defaults={"today": today})
        if load.finished_at is None:
            organization = the_group()
            the_house(organization)
            payers_known()
            now = clock()
            for site in SITES:
                add_practice(site, organization, now=now)
            _people(organization)
        return load


def load_demo(*, clock: mainjob.Clock, today: date) -> bool:
    """The whole demo group, once: False if it was there already."""
    load = found_demo(clock=clock, today=today)
    if load.finished_at is not None:
        return False
    with acting_as(LOADER):
        payer_ids = payers_known()
        for site in SITES:
            fill_once(site, payer_ids, load.today, now=clock())
        _bring_mail(the_group(), load.today, clock=clock)
        risk.ask_to_pour(the_group(), key="demo", now=clock())
        load.finished_at = clock()
        load.save(update_fields=["finished_at"])
    return True


def the_group() -> Organization:
    found = Organization.objects.filter(public_id=group.ORGANIZATION_ID).first()
    return found or registry.found_organization(
        public_id=group.ORGANIZATION_ID, name=group.ORGANIZATION_NAME, regions=group.REGIONS
    )


def payers_known() -> Ids:
    for insurer in group.INSURERS.values():
        Payer.objects.get_or_create(
            public_id=insurer.public_id,
            defaults={
                "name": insurer.name,
                "family": insurer.family,
                "originator_id": insurer.originator_id,
            },
        )
    found = Payer.objects.filter(public_id__in=group.INSURERS)
    return dict(found.values_list("public_id", "pk"))


def add_practice(site: Site, organization: Organization, *, now: datetime) -> Practice:
    """The practice of a site, founded if it is not there."""
    found = Practice.objects.filter(public_id=site.public_id).first()
    return found or registry.add_practice(
        organization=organization,
        region=organization.regions.get(public_id=site.region),
        public_id=site.public_id,
        name=site.name,
        npi=site.npi,
        tax_id=site.tax_id,
        joined_on=site.joined_on,
        now=now,
    )


def _people(organization: Organization) -> None:
    for sign_in in SIGN_INS:
        user = User.objects.filter(email=sign_in.email).first() or User.objects.create_user(
            sign_in.email, sign_in.password, name=sign_in.name
        )
        registry.grant(user=user, role=Role(sign_in.role), at=_place(sign_in, organization))


def _place(sign_in: SignIn, organization: Organization) -> Organization | Practice:
    if sign_in.is_for_the_group:
        return organization
    return Practice.objects.get(public_id=sign_in.where)


def fill_once(site: Site, payer_ids: Ids, today: date, *, now: datetime) -> None:
    """A visit is one transaction: a practice has all of its claims or none."""
    with in_practice(Practice.objects.get(public_id=site.public_id)):
        if Claim.objects.exists():
            return
        people, past = drawn(site, today)
        fill(site, people, past, payer_ids=payer_ids, now=now)


def drawn(site: Site, today: date) -> tuple[tuple[Person, ...], tuple[Past, ...]]:
    """Everybody and every claim of one practice, the planted ones included."""
    people = people_of(site, today)
    more_people, more_past = planted_at(site, today)
    return people + more_people, history_of(site, people, today) + more_past


def _bring_mail(organization: Organization, today: date, *, clock: mainjob.Clock) -> None:
    """What came earlier is posted by the biller; the newest mail is read and waits on the desk."""
    earlier, newest = mail_of(today)
    came = names_that_came(organization)
    if came.isdisjoint(file.name for file in newest):
        mainjob.take_in_all(organization, _not_in(came, earlier), clock=clock)
        mainjob.approve_all(organization, biller(), now=clock())
    mainjob.take_in_all(organization, _not_in(came, newest), clock=clock)
    write_bank_lines(earlier + newest)


def write_bank_lines(files: Iterable[EraFile]) -> None:
    bank_file = Path(settings.DATA) / BANK_FILE
    bank_file.parent.mkdir(exist_ok=True)
    bank_file.write_text(as_csv(bank_lines(files)))


def _not_in(came: set[str], files: Iterable[EraFile]) -> Iterator[tuple[str, bytes]]:
    return ((file.name, render(file)) for file in files if file.name not in came)


def mail_of(today: date) -> tuple[tuple[EraFile, ...], tuple[EraFile, ...]]:
    """Earlier and newest; of what is planted only what was paid earlier comes with the rest."""
    past = {site.public_id: _in_ordinary_mail(site, today) for site in SITES}
    newest = ordinary(past, Stage.NEWEST, today) + planted_mail(today)
    return ordinary(past, Stage.EARLIER, today), newest


def _in_ordinary_mail(site: Site, today: date) -> tuple[Past, ...]:
    planted = tuple(one for one in planted_at(site, today)[1] if one.stage is Stage.EARLIER)
    return history_of(site, people_of(site, today), today) + planted


def biller() -> User:
    return User.objects.get(email=BILLER.email)
