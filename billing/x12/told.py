"""What `read --json` prints: a file as plain JSON values."""

from collections.abc import Iterable
from typing import Any

import msgspec

from billing.x12.acknowledgement import Acknowledgement
from billing.x12.eligibility import Eligibility
from billing.x12.errors import Problem
from billing.x12.interchange_ack import InterchangeAck
from billing.x12.remittance import (
    Adjustment,
    Claim,
    Line,
    OtherSet,
    ProviderAdjustment,
    Remittance,
)
from billing.x12.status_tree import ClaimStatuses
from billing.x12.submission import Submission
from billing.x12.typed import AnyTransaction

Whole = Submission | Eligibility | ClaimStatuses | Acknowledgement | InterchangeAck
OF_THE_FILE = ("offset", "origin", "warnings")


def as_json(sets: Iterable[AnyTransaction], errors: Iterable[Problem]) -> dict[str, Any]:
    return {
        "transactions": [_transaction(told) for told in sets],
        "errors": [_problem(error) for error in errors],
    }


def _transaction(told: AnyTransaction) -> dict[str, Any]:
    match told:
        case Remittance():
            return _remittance(told)
        case Submission():
            return _whole(told, "837D") | {"claim_count": len(told.claims)}
        case Eligibility():
            return _whole(told, told.set) | {"member_count": len(told.members)}
        case ClaimStatuses():
            return _whole(told, told.set) | {"status_count": len(told.claims)}
        case Acknowledgement():
            return _whole(told, "999") | {"is_accepted": told.is_accepted}
        case InterchangeAck():
            return _whole(told, "TA1") | {"is_accepted": told.is_accepted}
        case OtherSet():
            return _other(told)


def _whole(told: Whole, name: str) -> dict[str, Any]:
    """By the names of the values; a field may be left out where it has its default."""
    fields: dict[str, Any] = msgspec.to_builtins(told)
    for field in OF_THE_FILE:
        fields.pop(field, None)
    known = {"set": name, "control": told.control, "version": told.version}
    return fields | known | {"warnings": [_problem(warning) for warning in told.warnings]}


def _other(told: OtherSet) -> dict[str, Any]:
    return {
        "set": told.set,
        "control": told.control,
        "version": told.version,
        "segments": told.segments,
        "warnings": [_problem(warning) for warning in told.warnings],
    }


def _remittance(told: Remittance) -> dict[str, Any]:
    return {
        "set": "835",
        "control": told.control,
        "trace": told.trace,
        "payer_id": told.trace_originator or told.originator_id,
        "payer": told.payer.name if told.payer else "",
        "payee_npi": told.payee_npi,
        "payee_tax_id": told.payee_tax_id,
        "method": told.method,
        "paid_cents": told.paid_cents,
        "effective_date": told.effective_date.isoformat() if told.effective_date else None,
        "claims": [_claim(claim) for claim in told.claims],
        "provider_adjustments": [_provider(a) for a in told.provider_adjustments],
        "gaps": [{"level": gap.level, "where": gap.where, "cents": gap.cents} for gap in told.gaps],
        "warnings": [_problem(warning) for warning in told.warnings],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "patient_control_number": claim.patient_control_number,
        "status": claim.status,
        "charge_cents": claim.charge_cents,
        "paid_cents": claim.paid_cents,
        "patient_cents": claim.patient_cents,
        "payer_control_number": claim.payer_control_number,
        "adjustments": [_adjustment(a) for a in claim.adjustments],
        "remarks": list(claim.remarks),
        "lines": [_line(line) for line in claim.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    service = line.service
    return {
        "code": service.code,
        "submitted_code": service.submitted_code,
        "modifiers": list(service.modifiers),
        "charge_cents": service.charge_cents,
        "paid_cents": service.paid_cents,
        "units": service.units,
        "control_number": line.control_number,
        "service_date": line.served_on.isoformat() if line.served_on else None,
        "adjustments": [_adjustment(a) for a in service.adjustments],
        "remarks": list(service.remarks),
    }


def _adjustment(adjustment: Adjustment) -> dict[str, Any]:
    return {
        "group": adjustment.group,
        "reason": adjustment.reason,
        "cents": adjustment.cents,
        "quantity": adjustment.quantity,
    }


def _provider(adjustment: ProviderAdjustment) -> dict[str, Any]:
    ended = adjustment.period_end
    return {
        "provider": adjustment.provider,
        "period_end": ended.isoformat() if ended else None,
        "reason": adjustment.reason,
        "reference": adjustment.reference,
        "cents": adjustment.cents,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "message": problem.message,
        "offset": problem.offset,
        "segment": problem.segment,
    }
