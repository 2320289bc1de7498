"""From the reader's values to what the clearing keeps: a payment, its answers, its faults. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from billing.x12 import COUNT_CODES, Claim, Line, Remittance, segments_of
from billing.x12.remittance import Adjustment, Amount, Party
from remits.clearing.answer import Answer, AnswerLine, Cut, ProviderAdjustment

ALLOWED = "B6"


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


def payment_of(told: Remittance, *, ordinal: int, data: bytes) -> ReadPayment:
    """One transaction of the reader as the clearing keeps it."""
    payer, payee = told.payer, told.payee
    terminator = told.origin.terminator if told.origin else ""
    faults = [problem.code for problem in told.warnings if problem.code in COUNT_CODES]
    return ReadPayment(
        ordinal=ordinal,
        control=told.control[:20],
        trace=told.trace[:60],
        originator_id=(told.trace_originator or told.originator_id)[:30],
        payer_name=payer.name if payer else "",
        payee_name=payee.name if payee else "",
        payee_npi=told.payee_npi[:20],
        payee_tax_id=told.payee_tax_id[:20],
        method=told.method[:5],
        paid_cents=told.paid_cents,
        effective_on=told.effective_date,
        answers=tuple(_answer(claim, data, terminator) for claim in told.claims),
        adjustments=tuple(
            ProviderAdjustment(a.provider[:50], a.reason[:3], a.reference[:60], a.cents)
            for a in told.provider_adjustments
        ),
        gaps=tuple(Gap(gap.level, gap.where, gap.cents) for gap in told.gaps),
        warnings=tuple(problem.message for problem in told.warnings),
        blocked_by=", ".join(dict.fromkeys(faults))[:40],
    )


def _answer(claim: Claim, data: bytes, terminator: str) -> Answer:
    patient = _party(claim, "QC")
    insured = _party(claim, "IL") or patient
    onward, corrected = _party(claim, "TT"), _party(claim, "74")
    return Answer(
        control_number=claim.patient_control_number[:60],
        status=claim.status[:3],
        charge_cents=claim.charge_cents,
        paid_cents=claim.paid_cents,
        patient_cents=claim.patient_cents,
        payer_control_number=claim.payer_control_number[:60],
        member_id=(insured.id if insured else "") or (patient.id if patient else ""),
        last_name=patient.name if patient else "",
        first_name=patient.first_name if patient else "",
        served_on=_days(claim),
        npis=_npis(claim),
        cuts=_cuts(claim.adjustments),
        remarks=claim.remarks,
        lines=tuple(_line(line) for line in claim.lines),
        forwarded_to=onward.name[:80] if onward else "",
        corrected_name=", ".join(filter(None, [corrected.name, corrected.first_name]))
        if corrected
        else "",
        corrected_member=corrected.id if corrected else "",
        offset=claim.offset,
        raw="\n".join(segments_of(data, claim, terminator)),
    )


def _line(line: Line) -> AnswerLine:
    service = line.service
    return AnswerLine(
        code=service.code,
        charge_cents=service.charge_cents,
        paid_cents=service.paid_cents,
        submitted_code=service.submitted_code,
        units=service.units,
        control_number=line.control_number,
        served_on=line.served_on,
        cuts=_cuts(service.adjustments),
        remarks=service.remarks,
        allowed_cents=_allowed(service.amounts) if service.amounts else None,
    )


def _allowed(amounts: Iterable[Amount]) -> int | None:
    return next((amount.cents for amount in amounts if amount.qualifier == ALLOWED), None)


def _cuts(adjustments: Iterable[Adjustment]) -> tuple[Cut, ...]:
    return tuple(Cut(a.group, a.reason, a.cents) for a in adjustments)


def _party(claim: Claim, entity: str) -> Party | None:
    return next((party for party in claim.parties if party.entity == entity), None)


def _days(claim: Claim) -> tuple[date, ...]:
    """The days of service: of the lines, else the claim's own (DTM 232)."""
    of_lines = [line.served_on for line in claim.lines if line.served_on]
    of_claim = [day.on for day in claim.days if day.qualifier in {"232", "233", "472"}]
    return tuple(dict.fromkeys(of_lines or of_claim))


def _npis(claim: Claim) -> tuple[str, ...]:
    """Who rendered (82) or where (77), and the provider of the batch (TS3)."""
    named = [p.id for p in claim.parties if p.entity in {"82", "77"} and p.id_qualifier == "XX"]
    return tuple(dict.fromkeys(filter(None, [*named, claim.batch_provider])))
