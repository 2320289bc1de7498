from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("FEE-05", Severity.WARN, needs="repeated_codes")
def same_service_at_two_fees(claim: ClaimFacts) -> Spoken:
    """The same code at two fees on one claim.

    Checks: the fees of lines with the same code and quantity.
    Why it is denied: the payer may pay both at the lower fee.
    What to do: ask the same for the same, or correct the code of one.
    """
    fees: dict[tuple[str, int], int] = {}
    for line in claim.lines:
        if fees.setdefault((line.code, line.quantity), line.fee_cents) != line.fee_cents:
            yield Said(
                line=line.number,
                text=f"{line.code} stands on the claim at two fees.",
                fix="Ask the same for the same.",
            )
