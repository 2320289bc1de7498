from billing.coding.arches import AREAS, QUADRANT_AREAS
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("AREA-05", Severity.HOLD, codes="D4210..D4261 D4341 D4342 D7310..D7321")
def area_too_wide(_claim: ClaimFacts, line: Line) -> Said | None:
    """A code for one quadrant with an area that is none.

    Checks: lines of periodontal and ridge codes whose area is the mouth, an arch or a sextant.
    Why it is denied: each quadrant is judged and paid by itself.
    What to do: write one line for each quadrant.
    """
    if not line.area or line.area in QUADRANT_AREAS or line.area not in AREAS:
        return None
    return Said(
        text=f"{line.code} is for one quadrant; area {line.area} is none.",
        fix="Write one line for each quadrant.",
    )
