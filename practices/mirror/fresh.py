"""Claims that changed at the source, whole, as `billing.claims` is told of them. Pure."""

import uuid
from dataclasses import dataclass
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
