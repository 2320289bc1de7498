from billing.coding.arches import AREAS
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("AREA-03", Severity.HOLD)
def area_unknown(_claim: ClaimFacts, line: Line) -> Said | None:
    """An area that does not exist.

    Checks: areas against the codes of the standard: 00, 01 to 09, and 10, 20, 30, 40.
    Why it is denied: the clearinghouse turns the claim away.
    What to do: correct the area; UR, UL, LL and LR are sent as 10, 20, 30 and 40.
    """
    if not line.area or line.area in AREAS:
        return None
    return Said(text=f"There is no area {line.area}.", fix="Correct the area.")
