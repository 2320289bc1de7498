from billing.coding.facts import UNSPECIFIED
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("STR-37", Severity.WARN, codes=UNSPECIFIED.written)
def description_too_long(_claim: ClaimFacts, line: Line) -> Said | None:
    """The description of a service is longer than a line carries.

    Checks: at most eighty characters.
    Why it is denied: the end is cut off, and the payer may not see what was done.
    What to do: shorten it, and put the rest into the narrative.
    """
    if len(line.description) <= 80:
        return None
    return Said(
        text=f"The description has {len(line.description)} characters; 80 are sent.",
        fix="Shorten it; put the rest into the narrative.",
    )
