from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("ORTH-03", Severity.WARN, codes="D8670", needs="real")
def months_left_missing(claim: ClaimFacts, line: Line) -> Said | None:
    """A visit within treatment without the months that are left.

    Checks: the months left, where a periodic visit is billed.
    Why it is denied: a payer that takes over in the middle pays the rest by the months left.
    What to do: enter the months that are left.
    """
    if claim.orthodontics is not None and claim.orthodontics.months_left is not None:
        return None
    return Said(text=f"{line.code} needs the months that are left.", fix="Enter the months left.")
