"""The plug is pulled at every step of every deed: what is left is all of it or nothing of it.

After each kill the deed is repeated, as a person does whose page did not come, or as the sweeper
does with a job. Then every row of the database is what it is when nobody had been killed.
"""

import itertools
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from dso.embedded import scratch
from dso.embedded.children import BASE
from tests import databases
from tests.databases import NOW
from tests.walk.deeds import BY_PEOPLE, BY_WORKERS, Case
from tests.walk.dying import DONE, KILLED, REFUSED, Order, Told

ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
TRANSACTION = re.compile(r':\d+(", "kind": "sync\.desk")')
# How often something was tried is no part of what came of it; an event's number is a sequence's.
LEFT_OUT = {
    "jobs_job": ("attempts", "fence", "error"),
    "audit_event": ("id", "xid"),
}
TABLES = """
SELECT format('%I.%I', table_schema, table_name), table_name FROM information_schema.tables
 WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'
"""
OTHERS = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
NEXT = "SELECT id FROM jobs_job WHERE state = 'offered' ORDER BY id LIMIT 1"
LATER = timedelta(seconds=31)  # longer than a lease
WAIT_SECONDS = 30

Rows = list[str]


class Runner:
    """The process whose children do the deeds."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.walk.dying"],
            cwd=BASE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def carry_out(self, order: Order) -> Told:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(asdict(order)) + "\n")
        self.process.stdin.flush()
        return Told(**json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        self.process.communicate(timeout=WAIT_SECONDS)


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    running = Runner()
    yield running
    running.close()


@dataclass(frozen=True)
class Stage:
    """A database in which the situation stands, to be copied for each try."""

    runner: Runner
    case: Case
    template: str
    about: str

    @contextmanager
    def copy(self) -> Iterator["Try"]:
        name = f"{self.template}_try"
        scratch.create(name, template=self.template)
        try:
            with link(name) as connection:
                yield Try(self, name, connection)
        finally:
            scratch.drop(name)


@dataclass(frozen=True)
class Try:
    stage: Stage
    name: str
    link: "psycopg.Connection[tuple[Any, ...]]"
    clock: list[datetime] = field(default_factory=lambda: [NOW])

    def do(self, deed: str = "", die_at: int = 0) -> Told:
        told = self.stage.runner.carry_out(
            Order(
                self.name, deed or self.stage.case.deed.__name__, self.stage.about,
                self.clock[-1].isoformat(), die_at,
            )
        )  # fmt: skip
        self.wait_until_alone()
        return told

    def wait_until_alone(self) -> None:
        """The server finds out by itself that whom it served is dead, and takes back."""
        until = time.monotonic() + WAIT_SECONDS
        while self.one(OTHERS):
            assert time.monotonic() < until
            time.sleep(0.002)

    def one(self, statement: str) -> Any:  # noqa: ANN401  # any value of a row
        row = self.link.execute(statement).fetchone()
        assert row
        return row[0]

    def offered(self) -> int:
        """A while later what is left over is taken back and offered with what waits; how many."""
        self.clock.append(self.clock[-1] + LATER)
        self.do("offer")
        return int(self.one("SELECT count(*) FROM jobs_job WHERE state = 'offered'"))

    def rows(self, besides: str = "") -> Rows:
        """Every row of every table, in order."""
        found = []
        for table, name in self.link.execute(TABLES).fetchall():
            if name == besides:
                continue
            for (row,) in self.link.execute(f"SELECT to_jsonb(t) FROM {table} t"):
                told = {k: v for k, v in row.items() if k not in LEFT_OUT.get(name, ())}
                found.append(f"{table} {json.dumps(told)}")
        return sorted(found)


def link(name: str) -> "psycopg.Connection[tuple[Any, ...]]":
    host = connections["owner"].settings_dict["HOST"]
    return psycopg.connect(host=host, user=scratch.SUPERUSER, dbname=name, autocommit=True)


def told_apart(rows: Rows, known: set[str]) -> Rows:
    """Without moments, and with all that is new by one name."""

    def name(found: re.Match[str]) -> str:
        return found[0] if found[0].replace("-", "") in known else "new"

    return sorted(TRANSACTION.sub(r"\1", MOMENT.sub("moment", ID.sub(name, row))) for row in rows)


def ids_in(rows: Rows) -> set[str]:
    return {found.replace("-", "") for row in rows for found in ID.findall(row)}


@pytest.fixture
def stage(
    request: pytest.FixtureRequest,
    runner: Runner,
    template_database: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Stage]:
    case: Case = request.param
    with django_db_blocker.unblock(), databases.clone_of(template_database) as name:
        with acting_as(Actor.system("test")):
            about = case.situation()
        connections.close_all()
        yield Stage(runner, case, name, about)


@dataclass(frozen=True)
class Undisturbed:
    """Every row before the deed, after it, and when the worker was done with what follows."""

    before: Rows
    after: Rows
    finished: Rows
    known: set[str]
    told: Told


def undisturbed(stage: Stage) -> Undisturbed:
    with stage.copy() as copy:
        before = copy.rows()
        known = ids_in(before)
        told = copy.do()
        assert told.outcome == DONE, told
        after = told_apart(copy.rows(), known)
        copy.do("finish")
        finished = told_apart(copy.rows(), known)
        no_money_came_or_went(copy)
    assert after != told_apart(before, known), "the deed did nothing"
    return Undisturbed(before, after, finished, known, told)


def no_money_came_or_went(copy: Try) -> None:
    for (schema,) in copy.link.execute("SELECT schema FROM registry_practice").fetchall():
        assert (
            copy.one(f'SELECT coalesce(sum(amount_cents), 0) FROM "{schema}".ledger_posting') == 0
        )


LONG = (pytest.mark.kill, pytest.mark.slow)
QUICK = {"settle stopped"}


def each(cases: list[Case]) -> pytest.MarkDecorator:
    """One of them belongs to the fast tests, the others take longer together than they may."""
    told = [pytest.param(case, marks=() if str(case) in QUICK else LONG) for case in cases]
    return pytest.mark.parametrize("stage", told, ids=[str(case) for case in cases], indirect=True)


@each(BY_PEOPLE)
def test_what_a_person_does_is_done_or_not_begun(stage: Stage) -> None:
    """Killed at every step up to the commit there is no trace of it; after that it is all there."""
    wanted = undisturbed(stage)
    (commit,) = wanted.told.commits
    with stage.copy() as copy:
        for step in range(1, commit + 1):
            assert copy.do(die_at=step).outcome == KILLED
            assert copy.rows() == wanted.before, step
        assert copy.do().outcome == DONE
        assert told_apart(copy.rows(), wanted.known) == wanted.after
    with stage.copy() as copy:
        assert copy.do(die_at=commit + 1).outcome == KILLED
        assert told_apart(copy.rows(), wanted.known) == wanted.after
        assert copy.do().outcome == REFUSED
        assert told_apart(copy.rows(), wanted.known) == wanted.after
        copy.do("finish")
        assert told_apart(copy.rows(), wanted.known) == wanted.finished
        no_money_came_or_went(copy)


@each(BY_WORKERS)
def test_what_a_worker_does_is_carried_on(stage: Stage) -> None:
    """Each job is killed at its every step, one after the other, before it comes to its end."""
    wanted = undisturbed(stage)
    with stage.copy() as copy:
        kills = 0
        while copy.offered():
            kills += killed_until_done(copy)
        assert told_apart(copy.rows(), wanted.known) == wanted.finished
        no_money_came_or_went(copy)
    print(f"{kills} kills")
    assert kills > 30


def killed_until_done(copy: Try) -> int:
    """One offered job, until it is done; returns how often its worker was killed over it."""
    job_id, before = copy.one(NEXT), copy.rows(besides="jobs_job")
    for step in itertools.count(1):
        told = copy.do("run_next", die_at=step)
        state = copy.one(f"SELECT state FROM jobs_job WHERE id = '{job_id}'")
        if state == "done":
            assert told.outcome in {KILLED, DONE}
            return step
        assert told.outcome == KILLED
        assert copy.rows(besides="jobs_job") == before, step
        assert copy.offered()
    raise AssertionError
