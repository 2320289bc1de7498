from billing.coding.facts import PROSTHESES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-04", Severity.HOLD, codes=PROSTHESES.written)
def earlier_placement_not_earlier(claim: ClaimFacts, line: Line) -> Said | None:
    """The earlier placement is not before this one.

    Checks: the day of earlier placement against the day of service, or today for an estimate.
    Why it is denied: the dates contradict each other.
    What to do: enter the day on which the old one was placed.
    """
    if line.prior_placed_on is None or line.prior_placed_on < (line.served_on or claim.today):
        return None
    return Said(
        text="The earlier placement is not before this one.",
        fix="Enter the day on which the old one was placed.",
        stands_on=(("history", str(line.prior_placed_on)),),
    )
