"""The three-level proof of an 835: line, claim and payment, to the cent.

X12 835, balancing: SVC02 - SVC03 = line adjustments; CLP03 - CLP04 = all adjustments of the claim;
BPR02 = claims paid - provider adjustments (PLB), which is why a positive PLB lowers the payment.
"""

from collections.abc import Sequence

from billing.x12.errors import Problem
from billing.x12.remittance import Claim, Gap, ProviderAdjustment

REVERSAL = "22"


def claim_gaps(claim: Claim, number: int) -> list[Gap]:
    """Where a claim does not add up; places are counted, not named: `CLP 3 SVC 2`."""
    gaps: list[Gap] = []
    of_claim = 0
    for adjustment in claim.adjustments:
        of_claim += adjustment.cents
    of_lines = charged = paid = 0
    for place, line in enumerate(claim.lines, start=1):
        of_line = 0
        for adjustment in line.adjustments:
            of_line += adjustment.cents
        if line.charge_cents - line.paid_cents != of_line:
            where = f"CLP {number} SVC {place}"
            gaps.append(Gap("line", where, line.charge_cents - line.paid_cents - of_line))
        of_lines += of_line
        charged += line.charge_cents
        paid += line.paid_cents
    gap = claim.charge_cents - claim.paid_cents - of_claim - of_lines
    if gap:
        gaps.append(Gap("claim", f"CLP {number}", gap))
    if claim.lines:
        if charged != claim.charge_cents:
            where = f"CLP {number} charge of lines"
            gaps.append(Gap("claim", where, claim.charge_cents - charged))
        if paid - of_claim != claim.paid_cents:
            where = f"CLP {number} paid of lines"
            gaps.append(Gap("claim", where, claim.paid_cents - paid + of_claim))
    return gaps


def payment_gap(
    paid_cents: int, claims_cents: int, adjustments: Sequence[ProviderAdjustment]
) -> int:
    return paid_cents - claims_cents + sum(adjustment.cents for adjustment in adjustments)


def sign_looks_inverted(
    paid_cents: int, claims_cents: int, adjustments: Sequence[ProviderAdjustment]
) -> bool:
    """The payment fails, but holds with every PLB turned: somebody read the sign the wrong way."""
    kept = sum(adjustment.cents for adjustment in adjustments)
    return bool(kept) and paid_cents == claims_cents + kept


def patient_part_differs(claim: Claim) -> bool:
    """CLP05 should equal the PR adjustments, but for reversals (X12 RFI 2548): a hint, no gap."""
    if claim.status == REVERSAL:
        return False
    told = sum(a.cents for a in claim.adjustments if a.group == "PR")
    told += sum(a.cents for line in claim.lines for a in line.adjustments if a.group == "PR")
    return told != claim.patient_cents


def patient_part_problem(claim: Claim) -> Problem:
    return Problem(
        "CLP05",
        "The patient's part is not the sum of the patient adjustments.",
        claim.offset,
        claim.segment,
    )
