"""The three-level proof of an 835: line, claim and payment, to the cent.

X12 835, balancing: SVC02 - SVC03 = line adjustments; CLP03 - CLP04 = all adjustments of the claim;
BPR02 = claims paid - provider adjustments (PLB), which is why a positive PLB lowers the payment.
"""

from collections.abc import Iterable

from billing.x12.remittance import Adjustment, Claim, Gap, ProviderAdjustment, Remittance


def gaps_of(remittance: Remittance) -> list[Gap]:
    """Every place where the payment does not add up; none means it is proved."""
    found = [
        gap
        for number, claim in enumerate(remittance.claims, start=1)
        for gap in prove_claim(claim, number)
    ]
    paid = sum(claim.paid_cents for claim in remittance.claims)
    gap = payment_gap(remittance.paid_cents, paid, remittance.provider_adjustments)
    return [*found, Gap("payment", "BPR02", gap)] if gap else found


def prove_claim(claim: Claim, number: int) -> list[Gap]:
    """Gaps of one claim. Places are counted, never named: `CLP 3 SVC 2`."""
    gaps = []
    of_lines = charged = paid = 0
    for place, line in enumerate(claim.lines, start=1):
        service = line.service
        cut = _sum(service.adjustments)
        gap = service.charge_cents - service.paid_cents - cut
        if gap:
            gaps.append(Gap("line", f"CLP {number} SVC {place}", gap))
        of_lines += cut
        charged += service.charge_cents
        paid += service.paid_cents
    of_claim = _sum(claim.adjustments)
    gap = claim.charge_cents - claim.paid_cents - of_claim - of_lines
    if gap:
        gaps.append(Gap("claim", f"CLP {number}", gap))
    if claim.lines:
        gaps += _lines_gaps(claim, number, charged, paid - of_claim)
    return gaps


def _lines_gaps(claim: Claim, number: int, charged: int, paid: int) -> Iterable[Gap]:
    """The lines must sum to the claim: charges, and payments less the claim's own adjustments."""
    if charged != claim.charge_cents:
        yield Gap("claim", f"CLP {number} charge of lines", claim.charge_cents - charged)
    if paid != claim.paid_cents:
        yield Gap("claim", f"CLP {number} paid of lines", claim.paid_cents - paid)


def payment_gap(
    paid_cents: int, claims_cents: int, adjustments: Iterable[ProviderAdjustment]
) -> int:
    return paid_cents - claims_cents + _sum(adjustments)


def sign_looks_inverted(
    paid_cents: int, claims_cents: int, adjustments: Iterable[ProviderAdjustment]
) -> bool:
    """The payment fails, but holds with every PLB turned: somebody read the sign the wrong way."""
    kept = _sum(adjustments)
    return bool(kept) and paid_cents == claims_cents + kept


def _sum(adjustments: Iterable[Adjustment | ProviderAdjustment]) -> int:
    return sum(adjustment.cents for adjustment in adjustments)
