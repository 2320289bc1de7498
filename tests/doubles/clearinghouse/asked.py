"""What is answered when a 276 asks after a claim."""

from datetime import datetime

from msgspec.structs import replace

from billing.x12 import Statement, Status, StatusClaim
from billing.x12.parties import Reference
from tests.doubles.clearinghouse.ledger import Ledger, Truth

UNKNOWN = Status("A4", "35", "PR")
BY_STAGE = {
    "paid": Status("F1", "65"),
    "denied": Status("F2", "585"),
    "voided": Status("F4", "104"),
    "accepted_payer": Status("P1", "20"),
    "accepted_house": Status("P1", "19"),
}


def state(claim: StatusClaim, ledger: Ledger, now: datetime) -> StatusClaim:
    """A claim that was lost, turned away or never sent is not known to the payer."""
    truth = _meant(claim, ledger)
    status = BY_STAGE.get(truth.stage, UNKNOWN) if truth else UNKNOWN
    is_final = status.category.startswith("F")
    statement = Statement(
        (status,), now.date(), charge_cents=truth.charge_cents if truth else 0,
        paid_cents=truth.paid_cents if truth and is_final else None,
    )  # fmt: skip
    trace = replace(claim.trace, kind="2")
    references = [one for one in claim.references if one.qualifier != "1K"]
    if truth and status is not UNKNOWN:
        references.insert(0, Reference("1K", truth.payer_number))
    return replace(claim, trace=trace, statements=(statement,), references=tuple(references))


def _meant(claim: StatusClaim, ledger: Ledger) -> Truth | None:
    told = ledger.of.get(claim.patient_control_number)
    if told:
        return told[-1]
    number = claim.payer_claim_number
    return next((one for one in ledger.truths if number and one.payer_number == number), None)
