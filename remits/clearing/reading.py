"""From the reader's values to what the clearing keeps: one payment, its answers, its faults. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from remits.clearing.answer import Answer, ProviderAdjustment


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a payment does not add up: `level` is line, claim or payment."""

    level: str
    where: str
    cents: int

    def as_json(self) -> dict[str, Any]:
        return {"level": self.level, "where": self.where, "cents": self.cents}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file cannot be read, and where: offset in bytes, segment counted from one."""

    code: str
    message: str
    offset: int | None = None
    segment: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "message": self.message,
            "offset": self.offset,
            "segment": self.segment,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPayment:
    """One ST as read. `blocked_by` names a fault that forbids posting without a look."""

    ordinal: int
    control: str
    trace: str
    originator_id: str
    payer_name: str
    payee_name: str
    payee_npi: str
    payee_tax_id: str
    method: str
    paid_cents: int
    effective_on: date | None
    answers: tuple[Answer, ...]
    adjustments: tuple[ProviderAdjustment, ...]
    gaps: tuple[Gap, ...]
    warnings: tuple[str, ...]
    blocked_by: str

    @property
    def body_sha256(self) -> str:
        """Equal for the same payment in another envelope: control numbers are left out."""
        told = [self.originator_id, self.trace, str(self.paid_cents), str(self.effective_on)]
        told += [answer.raw for answer in self.answers]
        told += [f"{a.provider}|{a.reason}|{a.reference}|{a.cents}" for a in self.adjustments]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()
