"""Claims that changed at the source, whole, as `billing.claims` is told of them. Pure."""

import uuid
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class FreshLine:
    """A service on a claim or a payment for one; `procedure_key` is "" for one by total."""

    key: str
    procedure_key: str
    number: int
    status: str
    code: str
    label: str
    tooth: str
    surfaces: str
    fee_cents: int
    paid_cents: int
    write_off_cents: int
    served_on: date | None
    quantity: int = 1
    tooth_range: str = ""
    area_kind: str = ""
    prosthesis: str = ""
    prior_placed_on: date | None = None
    diagnoses: str = ""
    is_emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshDetail:
    """What a claim says beside its services; names are those of our own rows."""

    billing_provider_id: uuid.UUID | None = None
    subscriber_id: uuid.UUID | None = None
    relationship: str = ""
    group_number: str = ""
    clinic_key: str = ""
    place: str = ""
    frequency: str = "1"
    original_number: str = ""
    assigns_benefits: bool = True
    releases_information: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshParticulars:
    """What few claims say."""

    narrative: str = ""
    note: str = ""
    authorization_number: str = ""
    predetermination_number: str = ""
    referral_number: str = ""
    attachment_number: str = ""
    accident: str = ""
    accident_on: date | None = None
    accident_state: str = ""
    is_orthodontic: bool = False
    appliance_on: date | None = None
    months_total: int = 0
    months_left: int = 0


@dataclass(frozen=True, slots=True)
class FreshClaim:
    """A claim with all that belongs to it; `patient_id` and `carrier` are None until they come.

    `waits`: somebody it names has not come yet. Who is named nowhere never will.
    """

    key: str
    is_gone: bool
    was_there: bool
    kind: str
    status: str
    number: str
    payer_number: str
    patient_key: str
    patient_id: uuid.UUID | None
    provider_id: uuid.UUID | None
    carrier: tuple[str, str] | None
    waits: bool
    member_id: str
    served_on: date | None
    sent_on: date | None
    lines: tuple[FreshLine, ...]
    received_on: date | None = None
    detail: FreshDetail = field(default_factory=FreshDetail)
    particulars: FreshParticulars = field(default_factory=FreshParticulars)
