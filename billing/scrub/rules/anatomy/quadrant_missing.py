from billing.coding.codes import codes
from billing.coding.facts import QUADRANT_CODES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("AREA-01", Severity.WARN, codes=QUADRANT_CODES)
def quadrant_missing(_claim: ClaimFacts, line: Line) -> Said | None:
    """A code for a quadrant, and no quadrant named.

    Checks: lines whose code is about a quadrant for its area; a tooth in it will do.
    Why it is denied: the payer pays so often a quadrant, and cannot tell which one this was.
    What to do: add the quadrant from the chart.
    """
    if line.area or line.tooth or line.teeth:
        return None
    return Said(
        text=f"{line.code} needs a quadrant.",
        fix="Add the quadrant from the chart.",
        severity=Severity.HOLD if line.code in SURELY else None,
    )


SURELY = codes("D4210..D4261 D4341 D4342 D7310..D7321")
