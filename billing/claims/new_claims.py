"""A claim to be opened, and how one is made of what the practice's own system asks. Pure."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from billing.claims.services import COLUMNS, Service
from billing.claims.source import RECEIVED, Asked
from practices.mirror.fresh import FreshDetail, FreshParticulars

NewLine = Service


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """A claim to be opened; its charge is the sum of its lines.

    `is_settled`: it was answered before it came to us, so that nobody owes its charge any more.
    `is_built`: it is a draft of ours, which a person approves.
    """

    control_number: str
    patient_id: uuid.UUID
    payer_id: uuid.UUID
    provider_id: uuid.UUID | None
    served_on: date
    sent_on: date | None
    lines: tuple[Service, ...]
    rank: int = 1
    member_id: str = ""
    payer_control_number: str = ""
    source_key: str = ""
    is_settled: bool = False
    is_built: bool = False
    kind: str = "claim"
    coverage_key: str = ""
    follows_id: uuid.UUID | None = None
    detail: FreshDetail = field(default_factory=FreshDetail)
    particulars: FreshParticulars = field(default_factory=FreshParticulars)

    @property
    def charge_cents(self) -> int:
        return sum(line.charge_cents for line in self.lines)


def new_claim_of(one: Asked, number: str, payer_id: uuid.UUID) -> NewClaim:
    """Of a claim whose patient has come; `number` is its control number."""
    assert one.patient_id is not None
    return NewClaim(
        source_key=one.claim.key,
        control_number=number,
        patient_id=one.patient_id,
        payer_id=payer_id,
        provider_id=one.provider_id,
        served_on=one.claim.served_on,
        sent_on=one.claim.went_out_on,
        rank=one.claim.rank,
        member_id=one.member_id,
        payer_control_number=one.payer_number,
        is_settled=one.was_there and one.claim.status == RECEIVED,
        detail=one.detail,
        particulars=one.particulars,
        lines=tuple(
            Service(**{name: getattr(line, name) for name in COLUMNS}) for line in one.claim.lines
        ),
    )
