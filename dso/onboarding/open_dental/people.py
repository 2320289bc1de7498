"""Patients and their cover as rows; everybody answers for themselves. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from dso.onboarding.open_dental import keys as numbers
from dso.onboarding.open_dental.keys import Keys
from dso.onboarding.open_dental.rows import NO_DAY, Row, Tables
from dso.onboarding.people import Cover, Person

PATIENT, ADULT_DAYS, CHILD = 0, 18 * 365, 2
SELF = 0
GENDERS = 2


def people_of(people: Sequence[Person], keys: Keys, today: date) -> Tables:
    held = [(person, cover) for person in people for cover in person.covers]
    return {
        "patient": [_patient(person, keys, today) for person in people],
        "inssub": [_subscription(person, cover, keys) for person, cover in held],
        "patplan": list(_covers(held, keys)),
    }


def _patient(person: Person, keys: Keys, today: date) -> Row:
    number = keys.patient(person)
    providers = len(keys.providers)
    return {
        "PatNum": number,
        "LName": person.last_name,
        "FName": person.first_name,
        "PatStatus": PATIENT,
        "Gender": number % GENDERS,
        "Position": CHILD if (today - person.born_on).days < ADULT_DAYS else 0,
        "Birthdate": person.born_on,
        "Address": f"{number} Test Street",
        "City": "Sampleton",
        "State": "OH",
        "Zip": "00000",
        "WirelessPhone": f"555-01{number % 100:02d}",
        "Email": f"patient{number}@patients.example",
        "Guarantor": number,
        "PriProv": number % providers + 1,
        "HasIns": "I" if person.covers else "",
        "TxtMsgOk": number % 3,
    }


def _subscription(person: Person, cover: Cover, keys: Keys) -> Row:
    return {
        "InsSubNum": keys.subscription(cover),
        "PlanNum": numbers.plan(cover),
        "Subscriber": keys.patient(person),
        "DateEffective": NO_DAY,
        "AssignBen": 1,
        "ReleaseInfo": 1,
        "SubscriberID": cover.member_id,
    }


def _covers(held: Sequence[tuple[Person, Cover]], keys: Keys) -> Iterator[Row]:
    for person, cover in held:
        yield {
            "PatPlanNum": keys.subscription(cover),
            "PatNum": keys.patient(person),
            "Ordinal": cover.rank,
            "Relationship": SELF,
            "InsSubNum": keys.subscription(cover),
        }
