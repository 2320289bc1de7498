"""Claims set apart for the planted problems, each with a patient of its own. Pure."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dso.onboarding.cases import Case, Service, answer, denial, left_to_patient
from dso.onboarding.group import INSURERS, SITES_BY_ID, Site
from dso.onboarding.history import Past, Stage
from dso.onboarding.people import FIRST, LAST, Cover, Person

HTML_NAME = "<script>alert(1)</script>"
SHARED_NUMBER = "100245"
BORN_ON = date(1985, 5, 5)


@dataclass(frozen=True, slots=True)
class Plant:
    """One claim: where, to which payers (first, second), for what, and how many days ago."""

    key: str
    site_id: str
    payers: tuple[str, ...]
    codes: tuple[str, ...]
    days_ago: int
    stage: Stage
    number: str = ""
    last_name: str = ""


NEWEST, EARLIER, SETTLED, OPEN = Stage.NEWEST, Stage.EARLIER, Stage.SETTLED, Stage.OPEN
PLANTS = (
    Plant("unbalanced", "harbor_point", ("metlife",), ("D2740",), 25, NEWEST),
    Plant("same_file", "riverbend", ("cigna",), ("D0120", "D1110"), 24, NEWEST),
    Plant("other_route", "riverbend", ("aetna",), ("D2391",), 24, NEWEST),
    Plant("reversed_first", "maple_grove", ("delta_oh",), ("D2740",), 44, EARLIER),
    Plant("corrected_first", "maple_grove", ("delta_oh",), ("D3330",), 44, EARLIER),
    Plant("reversed_apart", "summit", ("guardian",), ("D7210",), 44, EARLIER),
    Plant("letter_old", "cedar_hill", ("uhc",), ("D2750",), 48, EARLIER),
    Plant("letter_new", "cedar_hill", ("uhc",), ("D3330",), 22, NEWEST),
    Plant("carry_reversed", "summit", ("metlife",), ("D6010",), 46, EARLIER),
    Plant("carry_now", "summit", ("metlife",), ("D7210",), 22, NEWEST),
    Plant("carry_next", "summit", ("metlife",), ("D7140",), 18, NEWEST),
    Plant("wash", "oakview_kids", ("humana",), ("D0120", "D1120"), 20, NEWEST),
    Plant("interest", "harbor_point", ("uhc",), ("D2740", "D2950"), 50, NEWEST),
    Plant("no_remark", "harbor_point", ("aetna",), ("D2750",), 21, NEWEST),
    Plant("bundled", "harbor_point", ("guardian",), ("D2740", "D2950"), 21, NEWEST),
    Plant("downcoded", "riverbend", ("metlife",), ("D2392",), 23, NEWEST),
    Plant("second_right", "maple_street", ("delta_oh", "cigna"), ("D2740",), 90, SETTLED),
    Plant("second_wrong", "maple_street", ("delta_oh", "cigna"), ("D2750",), 90, SETTLED),
    Plant("estimate", "summit", ("delta_oh",), ("D3330",), 20, NEWEST),
    Plant("in_parts", "summit", ("cigna",), ("D3330", "D2950"), 26, NEWEST),
    Plant("twins", "harbor_point", ("delta_ky",), ("D1351", "D1351"), 20, NEWEST),
    Plant("no_home", "cedar_hill", ("metlife",), ("D4341",), 22, NEWEST),
    Plant("whose_a", "maple_street", ("cigna",), ("D1110",), 19, NEWEST, SHARED_NUMBER),
    Plant("whose_b", "northgate", ("cigna",), ("D1110",), 19, NEWEST, SHARED_NUMBER),
    Plant("zero", "riverbend", ("humana",), ("D0140", "D0220"), 17, NEWEST),
    Plant("html", "harbor_point", ("medicaid_oh",), ("D1110",), 20, NEWEST, "", HTML_NAME),
    Plant("six", "maple_grove", ("ameritas",), ("D2740",), 24, NEWEST),
    Plant("short_a", "maple_street", ("delta_oh",), ("D2740", "D2950"), 23, NEWEST),
    Plant("short_b", "northgate", ("delta_oh",), ("D2391",), 120, SETTLED),
    Plant("alike", "riverbend", ("aetna",), ("D2740",), 27, NEWEST),
    Plant("alike_other", "riverbend", ("aetna",), ("D2740",), 27, NEWEST),
)
SECONDS = ("second_right", "second_wrong")


def planted(today: date) -> dict[str, Past]:
    """By key; the second claims of `second_right` and `second_wrong` end in `:2`."""
    found = {plant.key: _past(plant, place, today) for place, plant in enumerate(PLANTS)}
    for key in SECONDS:
        found[f"{key}:2"] = _second(found[key], today)
    return found


def planted_at(site: Site, today: date) -> tuple[tuple[Person, ...], tuple[Past, ...]]:
    """The people and claims that belong to one practice."""
    here = {plant.key for plant in PLANTS if plant.site_id == site.public_id}
    past = [one for key, one in planted(today).items() if key.partition(":")[0] in here]
    people = {one.case.person.source_key: one.case.person for one in past}
    return tuple(people.values()), tuple(past)


def _past(plant: Plant, place: int, today: date) -> Past:
    case = _case(plant, place, today)
    verdict = denial(case, "CO", "16") if plant.key == "no_remark" else answer(case)
    return Past(case, plant.stage, verdict)


def _case(plant: Plant, place: int, today: date) -> Case:
    site = SITES_BY_ID[plant.site_id]
    number = plant.number or f"{site.prefix}-{900_000 + place}"
    served_on = today - timedelta(days=plant.days_ago)
    return Case(
        control_number=number,
        person=_person(plant, site, place),
        rank=1,
        provider_id=site.provider_ids[0],
        served_on=served_on,
        sent_on=served_on + timedelta(days=1),
        services=tuple(
            Service(code, "3" if code > "D1999" else "", f"{number}-{position}")
            for position, code in enumerate(plant.codes, start=1)
        ),
    )


def _person(plant: Plant, site: Site, place: int) -> Person:
    covers = tuple(
        Cover(INSURERS[payer], rank, f"TEST{site.place}{rank}9{place:04d}", _kind(payer))
        for rank, payer in enumerate(plant.payers, start=1)
    )
    last_name = plant.last_name or LAST[place % len(LAST)]
    return Person(
        f"PAT-{9000 + place}", f"Test-{FIRST[place % len(FIRST)]}", last_name, BORN_ON, covers
    )


def _kind(payer: str) -> str:
    return "medicaid" if payer == "medicaid_oh" else "ppo"


def _second(first: Past, today: date) -> Past:
    assert first.verdict is not None
    case = first.case
    number = f"{case.control_number}S"
    second = replace(
        case,
        control_number=number,
        rank=2,
        sent_on=today - timedelta(days=40),
        services=tuple(
            replace(service, control_number=f"{number}-{position}")
            for position, service in enumerate(case.services, start=1)
        ),
        first_left_cents=left_to_patient(first.verdict.lines),
    )
    return Past(second, NEWEST, answer(second))
