from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-04", Severity.HOLD, needs="odd_lines")
def fee_negative(claim: ClaimFacts) -> Spoken:
    """A service with a fee below zero.

    Checks: each line's fee.
    Why it is denied: a claim asks for money; it cannot give any back.
    What to do: take the line off; a discount belongs in the ledger, not on the claim.
    """
    for line in claim.lines:
        if line.fee_cents < 0:
            yield Said(
                line=line.number, text="The fee is below zero.", fix="Take the line off the claim."
            )
