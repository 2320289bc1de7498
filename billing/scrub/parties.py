"""Who stands on a claim: people, dentists, the billing practice, payers. Pure values."""

from datetime import date
from typing import Literal

import msgspec

Relationship = Literal["self", "spouse", "child", "other"]


class Address(msgspec.Struct, frozen=True, kw_only=True):
    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """`sex` is M, F, U or "" where nobody noted it."""

    first_name: str = ""
    last_name: str = ""
    born_on: date | None = None
    sex: str = ""
    address: Address = Address()
    died_on: date | None = None


class Dentist(msgspec.Struct, frozen=True, kw_only=True):
    """Who treats. `npi_kind` is 1 for a person and 2 for an organization, None where unknown."""

    npi: str = ""
    npi_kind: int | None = None
    name: str = ""
    taxonomy: str = ""
    license: str = ""
    is_hygienist: bool = False
    is_active: bool = True


class Billing(msgspec.Struct, frozen=True, kw_only=True):
    """Who bills: `tax_id` is nine digits; `is_person` says that it is bare of an organization."""

    npi: str = ""
    npi_kind: int | None = None
    tax_id: str = ""
    taxonomy: str = ""
    name: str = ""
    is_person: bool = False
    address: Address = Address()
    phone: str = ""


class Payer(msgspec.Struct, frozen=True, kw_only=True):
    """What a payer wants: `filing_days` and `duplicate_days` are calendar days, None if unknown.

    `claim_dates` says which day of a crown or denture it pays by; `ncci` that it uses NCCI edits.
    `member_id_pattern` is a regular expression that its member numbers match, "" if nobody noted
    one; `one_day_per_claim` that it wants one claim for each day.
    """

    id: str = ""
    name: str = ""
    code: str = ""
    filing_days: int | None = None
    duplicate_days: int | None = None
    claim_dates: Literal["seat", "preparation", ""] = ""
    wants: tuple[tuple[str, str], ...] = ()
    unsolicited_slow: bool = False
    primary_eob: bool | None = None
    ncci: bool = False
    is_medicaid: bool = False
    narrative_characters_max: int | None = None
    claim_lines_max: int = 50
    is_medical: bool = False
    member_id_pattern: str = ""
    one_day_per_claim: bool = False


class Credential(msgspec.Struct, frozen=True, kw_only=True):
    """A dentist with a payer at a location on the day of service."""

    status: Literal["in", "pending", "out", "unknown"] = "unknown"
    from_on: date | None = None
    bill_while_pending: bool = False
