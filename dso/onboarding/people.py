"""Patients of the demo: visibly made up, each with the cover that pays for them. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from dso.onboarding.chance import dice
from dso.onboarding.group import INSURERS, Insurer, Site

SECONDARY_OF_A_HUNDRED = 12
ADULT_DAYS, CHILD_DAYS = (20 * 365, 80 * 365), (3 * 365, 13 * 365)

FIRST = (
    "Amber", "Basil", "Cobalt", "Dahlia", "Ember", "Fern", "Ginger", "Hazel", "Indigo", "Juniper",
    "Kiwi", "Laurel", "Maroon", "Nutmeg", "Olive", "Pepper", "Quartz", "Rowan", "Saffron", "Teal",
)  # fmt: skip
LAST = (
    "Samplewood", "Mockingham", "Fakerton", "Demoville", "Testerly", "Placeholt", "Specimenko",
    "Notrealson", "Examplar", "Inventado", "Dummont", "Fictorio", "Sandboxer", "Pretendini",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cover:
    """A patient's place with one payer; rank 1 pays first."""

    insurer: Insurer
    rank: int
    member_id: str
    plan_kind: str


@dataclass(frozen=True, slots=True)
class Person:
    source_key: str
    first_name: str
    last_name: str
    born_on: date
    covers: tuple[Cover, ...]


def people_of(site: Site, today: date) -> tuple[Person, ...]:
    """The patients of one practice; the same every day but for their birthdays."""
    chance = dice("people", site.public_id)
    return tuple(_person(site, number, chance, today) for number in range(1, site.patients + 1))


def _person(site: Site, number: int, chance: Random, today: date) -> Person:
    youngest, oldest = CHILD_DAYS if site.is_pediatric else ADULT_DAYS
    return Person(
        source_key=f"PAT-{number:04d}",
        first_name=f"Test-{chance.choice(FIRST)}",
        last_name=chance.choice(LAST),
        born_on=today - timedelta(days=chance.randint(youngest, oldest)),
        covers=_covers(site, number, chance),
    )


def _covers(site: Site, number: int, chance: Random) -> tuple[Cover, ...]:
    payers = list(INSURERS.values())
    first = chance.choices(payers, [payer.share for payer in payers])[0]
    covers = [_cover(site, number, first, 1, chance)]
    if first.public_id != "medicaid_oh" and chance.random() * 100 < SECONDARY_OF_A_HUNDRED:
        others = [payer for payer in payers if payer not in (first, INSURERS["medicaid_oh"])]
        covers.append(_cover(site, number, chance.choice(others), 2, chance))
    return tuple(covers)


def _cover(site: Site, number: int, insurer: Insurer, rank: int, chance: Random) -> Cover:
    member_id = f"TEST{site.place}{rank}{number:05d}"
    return Cover(insurer, rank, member_id, chance.choice(insurer.plan_kinds))
