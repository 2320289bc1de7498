"""What goes into a batch, and what became of each claim of it. Pure values."""

import uuid
from typing import NamedTuple

import msgspec

from billing.scrub.facts import ClaimFacts
from billing.x12.remittance import Adjustment


class Unfit(NamedTuple):
    """A claim that cannot be written; `why` is for a person, without a word about a patient."""

    claim_id: uuid.UUID
    why: str


class Fit(NamedTuple):
    """A claim that was written: in which set (ST02), and the fingerprint of what it says."""

    claim_id: uuid.UUID
    set_control: str
    print: str


class Written(NamedTuple):
    data: bytes
    fit: list[Fit]
    unfit: list[Unfit]


class LineAnswer(msgspec.Struct, frozen=True):
    """What the payer before said of one line, by our number; `code` as it adjudicated it."""

    number: int
    code: str
    units: str
    paid_cents: int
    cuts: tuple[Adjustment, ...]


class Before(msgspec.Struct, frozen=True):
    """What the payer before said of the claim: as a whole, then by line. `is_inferred` says that
    groups and reasons were worked out here and not told by the payer."""

    paid_cents: int
    patient_cents: int
    cuts: tuple[Adjustment, ...]
    lines: tuple[LineAnswer, ...]
    is_inferred: bool


class Name(NamedTuple):
    """A dentist as the practice's system writes the name."""

    first: str = ""
    last: str = ""
    suffix: str = ""


class ToSend(msgspec.Struct, frozen=True):
    """A claim as it was checked, and what only sending asks for."""

    facts: ClaimFacts
    dentist: Name = Name()
    biller: Name = Name()
    referral: str = ""
    predetermination: str = ""
    attachment: str = ""
    payer_code: str = ""
    before: Before | None = None
