"""A plan's benefits for one patient, as values: each with who said it, when, and how surely. Pure.

Money is integer cents, percents are whole, months are calendar months. What nobody said is None or
absent, never a default: "unknown" and "no" are different answers.
"""

from datetime import date
from typing import Literal

import msgspec

Period = Literal["calendar_year", "benefit_year", "months_to_day", "months", "lifetime"]
Scope = Literal["mouth", "arch", "quadrant", "tooth", "surface", "provider", "office"]
Network = Literal["in", "out", ""]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Who said it: `source` is 271, portal, phone, practice or person; `confidence` is 0 to 100.

    `where` names the place in the source (a segment by number, a call), never a value.
    """

    source: str
    said_on: date
    confidence: int = 100
    where: str = ""


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """`count` times per `period` (of `months`, where the period counts them), shared by `codes`.

    `months_to_day` rolls from the day of service, `months` from the first of its month.
    """

    codes: str
    count: int
    period: Period
    months: int = 0
    scope: Scope = "mouth"
    age_min: int | None = None
    age_max: int | None = None
    origin: Origin | None = None
    service_class: str = ""
    network: Network = ""


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """The plan's part in per cent of what it allows; `codes` or a service class.

    With `copay_cents` the patient pays that much and the plan the rest of what it allows.
    """

    plan_percent: int
    codes: str = ""
    service_class: str = ""
    network: Network = ""
    deductible_applies: bool | None = None
    origin: Origin | None = None
    copay_cents: int | None = None


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """A deductible or a maximum, whole and what is left of it; `codes` or a class narrow it."""

    kind: Literal["deductible", "maximum", "out_of_pocket"]
    total_cents: int | None = None
    left_cents: int | None = None
    of: Literal["individual", "family"] = "individual"
    period: Period = "calendar_year"
    service_class: str = ""
    network: Network = ""
    origin: Origin | None = None
    codes: str = ""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing is paid for these codes or this class before `until`."""

    until: date
    codes: str = ""
    service_class: str = ""
    origin: Origin | None = None


class Downgrade(msgspec.Struct, frozen=True, kw_only=True):
    """`codes` are paid as `to` would be; `teeth` is all, back or molars."""

    codes: str
    to: str
    teeth: Literal["all", "back", "molars"] = "all"
    origin: Origin | None = None


class Scoped(msgspec.Struct, frozen=True, kw_only=True):
    """What is not covered, or needs approval first: `codes` or a service class, in a network."""

    codes: str = ""
    service_class: str = ""
    network: Network = ""
    origin: Origin | None = None


class OtherPayer(msgspec.Struct, frozen=True, kw_only=True):
    """Another cover the payer knows of; `rank` is primary, secondary … as it says, or ""."""

    name: str
    payer_code: str = ""
    member_id: str = ""
    rank: str = ""
    origin: Origin | None = None


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A text of the payer as it came: shown, never believed by itself."""

    text: str
    origin: Origin | None = None


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Who said a field that holds one plain value: `field` is its name in Benefits."""

    field: str
    origin: Origin


class Served(msgspec.Struct, frozen=True, kw_only=True):
    """A service that was done: here, elsewhere in the group, or elsewhere by the payer's word."""

    code: str
    served_on: date
    tooth: str = ""
    surfaces: str = ""
    area: str = ""
    here: bool = True
    paid: bool | None = None
    provider_npi: str = ""
    fee_cents: int = 0


class Benefits(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one patient's cover under one plan."""

    is_active: bool | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    year_begins_month: int = 1
    network: Network = ""
    checked_on: date | None = None
    expires_on: date | None = None
    shares: tuple[Share, ...] = ()
    amounts: tuple[Amount, ...] = ()
    limits: tuple[Limit, ...] = ()
    waits: tuple[Waiting, ...] = ()
    downgrades: tuple[Downgrade, ...] = ()
    excluded: str = ""
    authorization: str = ""
    missing_tooth_clause: bool | None = None
    history: tuple[Served, ...] = ()
    history_known: bool | None = None
    plan_name: str = ""
    group_number: str = ""
    excluded_scopes: tuple[Scoped, ...] = ()
    authorization_scopes: tuple[Scoped, ...] = ()
    others: tuple[OtherPayer, ...] = ()
    notes: tuple[Note, ...] = ()
    origins: tuple[Named, ...] = ()
    downgrades_known: bool | None = None
    waits_known: bool | None = None

    def origin_of(self, field: str) -> Origin | None:
        return next((one.origin for one in self.origins if one.field == field), None)
