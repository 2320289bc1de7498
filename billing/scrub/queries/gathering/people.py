"""A person as columns give one."""

from typing import Any, LiteralString

from billing.scrub.parties import Address, Person

PERSON_OF_PATIENT: LiteralString = (
    "p.first_name, p.last_name, p.born_on, p.sex, p.died_on, p.address, p.city, p.state, p.zip"
)
PERSON_OF_HOLDER: LiteralString = (
    "h.first_name, h.last_name, h.born_on, h.sex, h.died_on, h.address, h.city, h.state, h.zip"
)


def person(row: Any) -> Person:  # noqa: ANN401  # a row as the query gives it
    """Of the columns above, in their order."""
    first, last, born_on, sex, died_on, street, city, state, zip_code = row
    return Person(
        first_name=first,
        last_name=last,
        born_on=born_on,
        sex=sex,
        died_on=died_on,
        address=Address(street=street, city=city, state=state, zip=zip_code),
    )
