"""Loading the practice that has a system of its own, after the others; resumed where it was cut."""

import time
from datetime import date
from pathlib import Path

from django.conf import settings

from compliance.access.context import acting_as
from dso.embedded import mariadb
from dso.onboarding.actions import mainjob
from dso.onboarding.actions.load import (
    LOADER,
    add_practice,
    fill_once,
    mail_of,
    payers_known,
    the_group,
    write_bank_lines,
)
from dso.onboarding.actions.office import agent, database, writer
from dso.onboarding.group import OFFICE, Site
from dso.onboarding.history import Stage, history_of
from dso.onboarding.mail import EraFile, ordinary, render
from dso.onboarding.models import DemoLoad
from dso.onboarding.open_dental.office import office_of
from dso.onboarding.people import people_of
from dso.onboarding.queries import names_that_came
from practices.jobs import actions as jobs
from practices.jobs import queries as outbox
from practices.registry.models import Practice

LOOK = "eligibility.look_ahead"
ROUTE, FIRST_CONTROL = "fairview", 101
SERVER_SECONDS_MAX, JOBS_SECONDS_MAX, LOOK_SECONDS = 120, 600, 0.2


class NotDone(RuntimeError):
    """Work that was asked for is not finished in time."""


def load_office(web: str, *, clock: mainjob.Clock, site: Site = OFFICE, api: str = "") -> bool:
    """Everything at the practice, its agent and its mail; False if it was there already.

    `web` is where the agent finds our pages; "" fills the practice without any agent. `api` is
    where the office's program takes orders, "" where it takes none. The folders of reader and
    writer are written anew each time: addresses change from start to start.
    """
    load = DemoLoad.objects.get(pk=1)
    with acting_as(LOADER):
        practice = add_practice(site, the_group(), now=clock())
        if web:
            is_first = load.office_at is None
            place = _run_system(site, load.today, is_first=is_first)
            _run_agent(place, practice, web, is_first=is_first, clock=clock)
        if web and api:
            writer.set_up(practice, web, api, now=clock())
        if load.office_at is not None:
            return False
        if not web:
            fill_once(site, payers_known(), load.today, now=clock())
        _bring_mail(site, practice, load.today, clock=clock)
        jobs.enqueue(kind=LOOK, key=f"office:{practice.pk}", practice=practice, now=clock())
        load.office_at = clock()
        load.save(update_fields=["office_at"])
    return True


def _run_system(site: Site, today: date, *, is_first: bool) -> mariadb.Place:
    place = mariadb.place_of(Path(settings.DATA))
    mariadb.await_answer(place, seconds=SERVER_SECONDS_MAX)
    if is_first and not database.is_filled(place):
        people = people_of(site, today)
        past = history_of(site, people, today)
        database.fill(place, office_of(site, people, past, today))
    return place


def _run_agent(
    place: mariadb.Place, practice: Practice, web: str, *, is_first: bool, clock: mainjob.Clock
) -> None:
    agent.set_up(place, web)
    if is_first:
        agent.enrol(practice, agent.folder(), now=clock())
        agent.run(agent.folder(), "once")
        finish_jobs(clock=clock)


def finish_jobs(*, clock: mainjob.Clock) -> None:
    """Until nothing is left to do, whoever does it. Raises NotDone after ten minutes."""
    until = time.monotonic() + JOBS_SECONDS_MAX
    while outbox.unfinished():
        if time.monotonic() > until:
            raise NotDone("Jobs are left; `manage.py jobs` tells which.")
        if not jobs.run_all_now(now=clock()):
            time.sleep(LOOK_SECONDS)


def _bring_mail(site: Site, practice: Practice, today: date, *, clock: mainjob.Clock) -> None:
    """It waits on the desk, as the others' newest does."""
    files = office_mail(site, today)
    came = names_that_came(practice.organization)
    told = ((file.name, render(file)) for file in files if file.name not in came)
    mainjob.take_in_all(practice.organization, told, clock=clock)
    finish_jobs(clock=clock)
    earlier, newest = mail_of(today)
    write_bank_lines(earlier + newest + files)


def office_mail(site: Site, today: date) -> tuple[EraFile, ...]:
    """In files of the practice's own: its tax ID is nobody else's."""
    past = {site.public_id: history_of(site, people_of(site, today), today)}
    return ordinary(past, Stage.NEWEST, today, route=ROUTE, first_control=FIRST_CONTROL)
