"""A person as columns give one."""

from typing import Any

from billing.scrub.parties import Address, Person


def person(row: Any) -> Person:  # noqa: ANN401  # a row as the query gives it
    """Of first name, last name, day of birth, street, city, state and zip."""
    first, last, born_on, street, city, state, zip_code = row
    return Person(
        first_name=first,
        last_name=last,
        born_on=born_on,
        address=Address(street=street, city=city, state=state, zip=zip_code),
    )
