from billing.coding.facts import WIDE_CODES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("SURF-07", Severity.INFO, codes=WIDE_CODES)
def surfaces_without_use(_claim: ClaimFacts, line: Line) -> Said | None:
    """Surfaces on a code that is not about a tooth.

    Checks: lines for mouth, arch or quadrant that carry surface letters.
    Why it is denied: some payers refuse what does not belong on the line.
    What to do: take the surfaces off, or check whether another code was meant.
    """
    if not line.surfaces:
        return None
    return Said(
        text=f"{line.code} is about no tooth and carries surfaces.",
        fix="Take the surfaces off, or correct the code.",
    )
