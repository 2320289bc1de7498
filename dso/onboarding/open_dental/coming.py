"""Visits of the next days and what is planned for them, so that payers have to be asked. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from dso.onboarding.fees import FEES
from dso.onboarding.open_dental.keys import CODES, OPERATORIES, Keys
from dso.onboarding.open_dental.lists import UNCONFIRMED
from dso.onboarding.open_dental.rows import NO_DAY, Row, Tables, dollars
from dso.onboarding.open_dental.visits import PATTERN, Visit, slot
from dso.onboarding.people import Person

SCHEDULED, PLANNED = 1, 1
VISITS, A_DAY = 18, 3
NO_MOMENT = datetime.combine(NO_DAY, time())
PLANS = (("D1110", "D0120"), ("D2740",), ("D2391",), ("D0150", "D0210"), ("D3330", "D2740"))


class Coming(NamedTuple):
    appointment: int
    person: Person
    place: int
    codes: tuple[str, ...]


def with_coming(tables: Tables, visits: Sequence[Visit], people: Sequence[Person], keys: Keys,
                today: date) -> Tables:  # fmt: skip
    """The same tables with a few visits for each of the next days, of people with a cover."""
    first = len(visits) + 1
    covered = [one for one in people if one.covers][:VISITS]
    coming = [
        Coming(first + place, person, place, PLANS[place % len(PLANS)])
        for place, person in enumerate(covered)
    ]
    number = 1 + sum(len(visit.procedures) for visit in visits)
    return tables | {
        "appointment": [*tables["appointment"], *(_appointment(o, keys, today) for o in coming)],
        "procedurelog": [
            *tables["procedurelog"],
            *_procedures(coming, keys, today, first=number),
        ],
    }


def _day(one: Coming, today: date) -> date:
    return today + timedelta(days=1 + one.place // A_DAY)


def _appointment(one: Coming, keys: Keys, today: date) -> Row:
    return {
        "AptNum": one.appointment,
        "PatNum": keys.patient(one.person),
        "AptStatus": SCHEDULED,
        "Pattern": PATTERN,
        "Confirmed": UNCONFIRMED,
        "Op": one.place % OPERATORIES + 1,
        "ProvNum": min(keys.providers.values()),
        "AptDateTime": slot(_day(one, today), 2 + one.place % A_DAY * 4),
        "ProcDescript": ", ".join(_held(one)),
        "DateTimeArrived": NO_MOMENT,
        "DateTimeSeated": NO_MOMENT,
        "DateTimeDismissed": NO_MOMENT,
    }


def _held(one: Coming) -> list[str]:
    """What this office has a fee for."""
    return [code for code in one.codes if code in FEES]


def _procedures(coming: Sequence[Coming], keys: Keys, today: date, *, first: int) -> Iterator[Row]:
    told = [(one, code) for one in coming for code in _held(one)]
    planned_on = today - timedelta(days=7)
    for number, (one, code) in enumerate(told, start=first):
        yield {
            "ProcNum": number,
            "PatNum": keys.patient(one.person),
            "AptNum": one.appointment,
            "ProcDate": planned_on,
            "ProcFee": dollars(FEES[code].cents),
            "ToothNum": FEES[code].teeth[0] if FEES[code].teeth else "",
            "Surf": FEES[code].surfaces,
            "Prosthesis": "",
            "DateOriginalProsth": NO_DAY,
            "UnitQty": 1,
            "ProcStatus": PLANNED,
            "ProvNum": min(keys.providers.values()),
            "CodeNum": CODES[code],
            "DateEntryC": planned_on,
            "DateComplete": NO_DAY,
            "DateTP": planned_on,
            "SecDateEntry": planned_on,
        }
