"""The whole office as rows of its practice system, stamped when they were written. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dso.onboarding.group import Site
from dso.onboarding.history import YEARS_DAYS, Past
from dso.onboarding.open_dental.claims import claim_rows, filed
from dso.onboarding.open_dental.coming import with_coming
from dso.onboarding.open_dental.keys import keys_of
from dso.onboarding.open_dental.left import leave
from dso.onboarding.open_dental.lists import lists_of
from dso.onboarding.open_dental.money import accounts_of, balances, money_rows
from dso.onboarding.open_dental.mouth import mouth_rows
from dso.onboarding.open_dental.people import people_of
from dso.onboarding.open_dental.rows import NO_DAY, Row, Tables, noon
from dso.onboarding.open_dental.visits import visit_rows, visits_of
from dso.onboarding.people import Person
from practices.sync import maps

# The day a row was last written, by table; others were written when the office began.
WRITTEN_ON = {
    "appointment": ("AptDateTime",), "procedurelog": ("ProcDate",), "commlog": ("CommDateTime",),
    "claim": ("DateReceived", "DateSent"), "claimproc": ("DateEntry", "DateCP"),
    "claimpayment": ("CheckDate",), "payment": ("PayDate",), "paysplit": ("DatePay",),
    "adjustment": ("AdjDate",), "recall": ("DatePrevious",),
}  # fmt: skip
STAMPS = {table.name: table.stamp for table in maps.TABLES if table.stamp}


def office_of(site: Site, people: Sequence[Person], past: Sequence[Past], today: date) -> Tables:
    """Keys are whole numbers, begin at one in each table, and name rows that are there."""
    keys, visits, claims = keys_of(site, people), visits_of(past), filed(past)
    accounts = accounts_of(claims, visits, today)
    tables = {
        **lists_of(site, today),
        **people_of(people, keys, today),
        **with_coming(visit_rows(visits, keys), list(visits.values()), people, keys, today),
        **mouth_rows(list(visits.values()), keys),
        **claim_rows(claims, visits, keys),
        **money_rows(accounts, keys),
    }
    tables = leave(tables, claims)
    owed = balances(accounts, keys, today)
    for row in tables["patient"]:
        row.update(owed[row["PatNum"]])
    began = today - timedelta(days=YEARS_DAYS)
    for name, rows in tables.items():
        for row in rows:
            row.update(_stamp(name, row, began, today))
    return tables


def _stamp(table: str, row: Row, began: date, today: date) -> Row:
    column = STAMPS.get(table)
    if column is None:
        return {}
    days = [_day(row[name]) for name in WRITTEN_ON.get(table, ())]
    written = next((day for day in days if day != NO_DAY), began)
    return {column: noon(min(written, today - timedelta(days=1)))}


def _day(value: Any) -> date:  # noqa: ANN401  # a day or a moment, as its column has it
    day: date = value.date() if hasattr(value, "date") else value
    return day
