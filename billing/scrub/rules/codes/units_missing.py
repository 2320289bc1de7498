from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("CODE-11", Severity.HOLD)
def units_missing(_claim: ClaimFacts, line: Line) -> Said | None:
    """A line with no unit, or less than none.

    Checks: each line for one unit or more.
    Why it is denied: a line that counts nothing is turned away, or paid as nothing.
    What to do: correct the units in the practice's system.
    """
    if line.quantity >= 1:
        return None
    return Said(
        text=f"The line has {line.quantity} units.",
        fix="Correct the units, or take the line off.",
    )
