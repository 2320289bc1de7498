from billing.coding.facts import PROSTHESES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-05", Severity.WARN, codes=PROSTHESES.written)
def first_has_earlier_placement(_claim: ClaimFacts, line: Line) -> Said | None:
    """Marked as the first, yet an earlier placement is dated.

    Checks: the mark against the day of earlier placement.
    Why it is denied: the two contradict each other, and the payer asks.
    What to do: mark it as a replacement, or take the day off.
    """
    if line.is_replacement is not False or line.prior_placed_on is None:
        return None
    return Said(
        text=f"{line.code} is marked as the first, yet an earlier one is dated.",
        fix="Mark it as a replacement, or take the day off.",
    )
