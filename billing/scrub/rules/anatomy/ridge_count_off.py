from billing.coding.teeth import quadrant_of
from billing.scrub.catalog import line_rule
from billing.scrub.chart import REMOVALS, quadrant
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("AREA-10", Severity.WARN, codes="D7310 D7311", needs="several_lines")
def ridge_count_off(claim: ClaimFacts, line: Line) -> Said | None:
    """Ridge shaping with extractions under the code of another number of teeth.

    Checks: the extractions in the quadrant on that day: four and more for the one code, up to
    three for the other.
    Why it is denied: the payer counts the extractions and pays the smaller code.
    What to do: choose the code after the number of teeth and spaces that were shaped.
    Silent when: no extraction stands beside it, which the pack asks about.
    """
    where = quadrant(line)
    out = {
        one.tooth
        for one in claim.lines_of(REMOVALS)
        if one.served_on == line.served_on and quadrant_of(one.tooth) == where
    }
    if not where or not out or (len(out) >= 4) == (line.code == "D7310"):
        return None
    return Said(
        text=f"{line.code} with {len(out)} extractions in {where}.",
        fix="Choose the code after the number of teeth and spaces.",
    )
