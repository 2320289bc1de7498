from billing.coding.facts import TOOTH_CODES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("SURF-05", Severity.HOLD, codes=TOOTH_CODES)
def surface_named_twice(_claim: ClaimFacts, line: Line) -> Said | None:
    """The same surface twice on one line.

    Checks: the surface letters of each line for repeats.
    Why it is denied: clearinghouses turn the line away, and the count of surfaces is wrong.
    What to do: read the chart: one of the two is another surface, or is too much.
    """
    if len(line.surfaces) < 2 or len(set(line.surfaces)) == len(line.surfaces):
        return None
    return Said(
        text=f"Surfaces {line.surfaces} name one of them twice.",
        fix="Correct the surfaces after the chart.",
        stands_on=(("tooth", line.tooth),),
    )
