from billing.coding.facts import UNSPECIFIED
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("CODE-09", Severity.HOLD, codes=UNSPECIFIED.written)
def unspecified_undescribed(claim: ClaimFacts, line: Line) -> Said | None:
    """A code for anything else, without a word on what it was.

    Checks: whether the line has a description, or the claim a narrative.
    Why it is denied: the code itself says nothing, so the payer cannot judge it.
    What to do: say in the line's description what was done, and why no other code fits.
    """
    if line.description.strip() or claim.narrative.strip():
        return None
    return Said(
        text=f"{line.code} says nothing by itself and has no description.",
        fix="Describe what was done and why no other code fits.",
    )
