from billing.coding.facts import PROSTHESES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-02", Severity.HOLD, codes=PROSTHESES.written)
def earlier_placement_missing(_claim: ClaimFacts, line: Line) -> Said | None:
    """A replacement without the day on which the earlier one was placed.

    Checks: the day of earlier placement, where the line is marked as a replacement.
    Why it is denied: the file must carry the day, and the payer counts its years from it.
    What to do: enter the day; the year the patient remembers is better than none.
    """
    if not line.is_replacement or line.prior_placed_on is not None:
        return None
    return Said(
        text=f"{line.code} replaces another whose day is missing.",
        fix="Enter the day of the earlier placement.",
    )
