"""What a practice is given of a remittance: its own claims as the payer answered them.

Typed values that travel as JSON from the clearing into the practice and are kept there. Pure.
"""

import zlib
from datetime import date

import msgspec


class Cut(msgspec.Struct, frozen=True, gc=False):
    """One adjustment (CAS triple); cents as in the file: positive lowers the payment."""

    group: str
    reason: str
    cents: int


class AnswerLine(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One service line. `submitted_code` differs from `code` where the payer changed it.

    `allowed_cents` is what the payer says it allows (AMT B6); most leave it out.
    """

    code: str
    charge_cents: int
    paid_cents: int
    submitted_code: str = ""
    units: str = ""
    control_number: str = ""
    served_on: date | None = None
    cuts: tuple[Cut, ...] = ()
    remarks: tuple[str, ...] = ()
    allowed_cents: int | None = None


class Answer(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One claim payment (CLP): charge = paid + cuts of the claim and of its lines.

    `forwarded_to` is the next payer the claim was sent on to (NM1 TT), `corrected_name` and
    `corrected_member` what the payer writes instead of what we sent (NM1 74).
    """

    control_number: str
    status: str
    charge_cents: int
    paid_cents: int
    patient_cents: int = 0
    payer_control_number: str = ""
    member_id: str = ""
    last_name: str = ""
    first_name: str = ""
    served_on: tuple[date, ...] = ()
    npis: tuple[str, ...] = ()
    cuts: tuple[Cut, ...] = ()
    remarks: tuple[str, ...] = ()
    lines: tuple[AnswerLine, ...] = ()
    forwarded_to: str = ""
    corrected_name: str = ""
    corrected_member: str = ""
    offset: int = 0
    raw: str = ""


class ProviderAdjustment(msgspec.Struct, frozen=True, gc=False):
    """One PLB pair; positive lowers the payment."""

    provider: str
    reason: str
    reference: str
    cents: int


class ShareBody(msgspec.Struct, frozen=True, gc=False):
    """A practice's share of one payment, complete: it never has to look into the clearing."""

    payer_name: str
    originator_id: str
    trace: str
    method: str
    effective_on: date | None
    payee_name: str
    payment_cents: int
    blocked_by: str
    adjustments: tuple[ProviderAdjustment, ...]
    answers: tuple[Answer, ...]


def encode(body: ShareBody) -> bytes:
    """Small: it is written once, read once and dropped."""
    return zlib.compress(msgspec.json.encode(body), level=1)


def decode(data: bytes) -> ShareBody:
    """Raises zlib.error or msgspec.ValidationError on anything but what `encode` wrote."""
    return msgspec.json.decode(zlib.decompress(data), type=ShareBody)
