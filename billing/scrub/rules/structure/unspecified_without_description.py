from billing.coding.facts import UNSPECIFIED
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("STR-36", Severity.HOLD, codes=UNSPECIFIED.written)
def unspecified_without_description(claim: ClaimFacts, line: Line) -> Said | None:
    """A code for anything else, and no word on what it was.

    Checks: a description on the line or a narrative on the claim.
    Why it is denied: the code itself says nothing, so the payer cannot tell what was done.
    What to do: describe the service in a few words.
    """
    if line.description.strip() or claim.narrative.strip():
        return None
    return Said(
        text=f"{line.code} needs a description of what was done.", fix="Describe the service."
    )
