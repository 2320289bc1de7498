"""People, dentists and payers as parties of an 837D. Pure."""

import re

from msgspec.structs import replace

from billing.scrub.parties import Address, Billing, Dentist, Payer, Person
from billing.submission.writing.values import Name
from billing.x12.parties import Party, Reference

NPI, MEMBER, PAYER = "XX", "MI", "PI"
PERSON, ORGANIZATION, ORGANIZATION_NPI = "1", "2", 2


def person(entity: str, one: Person, *, member_id: str = "", with_birth: bool = True) -> Party:
    """A subscriber (IL) with the member number, or a patient (QC)."""
    told = Party(
        entity,
        one.last_name,
        one.first_name,
        kind=PERSON,
        id_qualifier=MEMBER if member_id else "",
        id=member_id,
        born_on=one.born_on if with_birth else None,
        sex=(one.sex or "U") if with_birth and one.born_on else "",
    )
    return _at(told, one.address)


def billing(one: Billing, name: Name) -> Party:
    """85, with the tax number: EI of an organization and of a dentist who bills by one."""
    told = Party(
        "85",
        (name.last or one.name) if one.is_person else one.name,
        name.first if one.is_person else "",
        kind=PERSON if one.is_person else ORGANIZATION,
        id_qualifier=NPI,
        id=one.npi,
        references=(Reference("EI", one.tax_id),),
        contacts=(("IC", one.name, "TE", digits(one.phone)),) if one.phone else (),
    )
    return _at(told, one.address)


def rendering(one: Dentist, name: Name) -> Party:
    first, last = (name.first, name.last) if name.last else _parted(one.name)
    is_person = one.npi_kind != ORGANIZATION_NPI
    return Party(
        "82",
        last if is_person else one.name,
        first if is_person else "",
        suffix=name.suffix if is_person else "",
        kind=PERSON if is_person else ORGANIZATION,
        id_qualifier=NPI,
        id=one.npi,
        taxonomy=one.taxonomy,
    )


def payer(one: Payer, code: str = "") -> Party:
    """`code` where the clearinghouse has a number of its own for it."""
    return Party("PR", one.name, kind=ORGANIZATION, id_qualifier=PAYER, id=code or one.code)


def _at(party: Party, one: Address) -> Party:
    if not one.street:
        return party
    return replace(
        party,
        address=(one.street,),
        city=one.city,
        state=one.state,
        postal_code=digits(one.zip),
    )


def _parted(name: str) -> tuple[str, str]:
    """First and last name of a name in one piece; titles behind a comma are left out."""
    first, _, last = name.partition(",")[0].strip().rpartition(" ")
    return first, last


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)
