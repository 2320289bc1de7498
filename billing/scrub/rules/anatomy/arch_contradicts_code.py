from billing.coding.arches import ARCHES, arch_of_code, arch_of_place
from billing.scrub.catalog import line_rule
from billing.scrub.chart import teeth_of
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("AREA-07", Severity.HOLD, codes=ARCHES)
def arch_contradicts_code(_claim: ClaimFacts, line: Line) -> Said | None:
    """A code for one arch with an area or teeth of the other.

    Checks: codes that name their arch by themselves against the line's area, else its teeth.
    Why it is denied: code and place contradict each other.
    What to do: correct the code or the place after the chart.
    """
    if not (line.area or line.tooth or line.teeth):
        return None
    told = arch_of_place(line.area, teeth_of(line))
    if not told or told == arch_of_code(line.code):
        return None
    return Said(
        text=f"{line.code} is for the other arch than its place.",
        fix="Correct code or place after the chart.",
    )
