"""Procedures and covers whole, as `billing.claims` builds claims of them. Pure."""

import uuid
from datetime import date

import msgspec


class Treated(msgspec.Struct, frozen=True, kw_only=True):
    """A procedure with its code and who did it; what has not come yet is "" or None.

    `fee_cents` is for all its units, `usual_cents` the usual fee for them where the treating
    provider's schedule has one. `billing_provider_key` is "" where the practice bills as a whole.
    """

    key: str
    patient_key: str
    patient_id: uuid.UUID | None = None
    status: str = "complete"
    is_gone: bool = False
    on_claim: bool = False
    code: str = ""
    label: str = ""
    area_kind: str = ""
    is_never_billed: bool = False
    fee_cents: int = 0
    usual_cents: int | None = None
    done_on: date | None = None
    planned_on: date | None = None
    provider_key: str = ""
    provider_id: uuid.UUID | None = None
    billing_provider_key: str = ""
    clinic_key: str = ""
    place: str = ""
    tooth: str = ""
    tooth_range: str = ""
    surfaces: str = ""
    quantity: int = 1
    prosthesis: str = ""
    prior_placed_on: date | None = None
    diagnoses: str = ""
    is_emergency: bool = False
    note: str = ""


class Covered(msgspec.Struct, frozen=True, kw_only=True):
    """A cover of a patient with its plan; `carrier` is name and code, None until it has come."""

    key: str
    patient_key: str
    rank: int
    carrier: tuple[str, str] | None = None
    member_id: str = ""
    group_number: str = ""
    relationship: str = "self"
    subscriber_key: str = ""
    subscriber_id: uuid.UUID | None = None
    subscriber_born_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    plan_kind: str = "percentage"
    is_medical: bool = False
    is_pending: bool = False
    assigns_benefits: bool = True
    releases_information: bool = True
    bills_usual_fees: bool = False
