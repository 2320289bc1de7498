"""Who is who: the same person twice, a company in a person's place. Pure."""

import re

from billing.scrub.parties import Person

COMPANY = re.compile(
    r"\b(?:LLC|L\.L\.C|INC|CORP|LTD|LLP|PLLC|DENTAL|DENTISTRY|ORTHODONTICS|CLINIC|ASSOCIATES)\b",
    re.IGNORECASE,
)
DENTAL_TAXONOMIES = ("1223", "1224", "1225", "1226", "125", "124Q", "126", "204E", "261Q", "193")
TAXONOMY = re.compile(r"[0-9A-Z]{9}X")


def is_same_person(one: Person, other: Person) -> bool:
    """Both names alike but for case, and the birth dates too; never where one is unknown."""
    return (
        one.born_on is not None
        and one.born_on == other.born_on
        and _name(one) == _name(other) != ("", "")
    )


def _name(person: Person) -> tuple[str, str]:
    return person.first_name.strip().casefold(), person.last_name.strip().casefold()


def is_dental(taxonomy: str) -> bool:
    """A dentist, hygienist, oral surgeon, clinic or group, as NUCC numbers them."""
    return taxonomy.startswith(DENTAL_TAXONOMIES)
