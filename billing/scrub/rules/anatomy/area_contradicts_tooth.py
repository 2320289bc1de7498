from billing.coding.teeth import TEETH, quadrant_of
from billing.scrub.catalog import line_rule
from billing.scrub.edits import AREA_QUADRANTS
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("AREA-04", Severity.HOLD)
def area_contradicts_tooth(_claim: ClaimFacts, line: Line) -> Said | None:
    """An area in which the tooth does not stand.

    Checks: lines that name both, the tooth's quadrant against the area.
    Why it is denied: the payer cannot tell where the work was done.
    What to do: correct the area or the tooth after the chart.
    Silent when: the area is a sextant.
    """
    if not line.area or line.tooth not in TEETH or line.area not in AREA_QUADRANTS:
        return None
    quadrant = quadrant_of(line.tooth)
    if quadrant in AREA_QUADRANTS[line.area]:
        return None
    return Said(
        text=f"Tooth {line.tooth} does not stand in area {line.area}.",
        fix="Correct area or tooth after the chart.",
        stands_on=(("tooth", line.tooth),),
    )
