from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("FEE-01", Severity.WARN, needs="odd_lines real")
def fee_zero(claim: ClaimFacts) -> Spoken:
    """A service for nothing.

    Checks: each line's fee.
    Why it is denied: there is nothing to pay; some clearinghouses turn the claim away.
    What to do: enter the usual fee. What was given away does not belong on a claim.
    """
    for line in claim.lines:
        if line.fee_cents == 0:
            yield Said(
                line=line.number,
                text=f"{line.code} is billed at zero.",
                fix="Enter the usual fee, or take the line off.",
            )
