from billing.coding.facts import FACTS, SURFACE_CODES
from billing.coding.teeth import counted
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("SURF-03", Severity.HOLD, codes=SURFACE_CODES)
def surfaces_too_few(_claim: ClaimFacts, line: Line) -> Said | None:
    """Fewer surfaces than the code counts.

    Checks: how many different surfaces are named; both names of the cheek side count as one.
    Why it is denied: code and surfaces contradict each other, and the payer pays the smaller.
    What to do: choose the code of that many surfaces, or complete the surfaces from the chart.
    Silent when: a front resin of the largest kind rebuilds the cutting edge, which is enough.
    """
    least = FACTS[line.code].surfaces_min
    if not line.surfaces or least is None or counted(line.surfaces) >= least:
        return None
    if line.code == "D2335" and "I" in line.surfaces:
        return None
    return Said(
        text=f"{line.code} counts {least} surfaces; {counted(line.surfaces)} named.",
        fix="Choose the code of that many surfaces, or complete them.",
        stands_on=(("tooth", line.tooth),),
    )
