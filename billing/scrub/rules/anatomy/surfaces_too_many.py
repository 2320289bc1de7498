from billing.coding.facts import FACTS, SURFACE_CODES
from billing.coding.teeth import counted
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("SURF-04", Severity.HOLD, codes=SURFACE_CODES)
def surfaces_too_many(_claim: ClaimFacts, line: Line) -> Said | None:
    """More surfaces than the code counts.

    Checks: how many different surfaces are named; both names of the cheek side count as one.
    Why it is denied: code and surfaces contradict each other; and the code asks too little.
    What to do: choose the code of that many surfaces, if the chart has them all.
    """
    most = FACTS[line.code].surfaces_max
    if not line.surfaces or most is None or counted(line.surfaces) <= most:
        return None
    return Said(
        text=f"{line.code} counts up to {most} surfaces; {counted(line.surfaces)} named.",
        fix="Choose the code of that many surfaces, or correct them.",
        stands_on=(("tooth", line.tooth),),
    )
