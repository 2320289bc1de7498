from billing.scrub.catalog import line_rule
from billing.scrub.chart import teeth_of
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("AREA-09", Severity.WARN, codes="D4342 D4211 D4241 D4261")
def planing_without_teeth(_claim: ClaimFacts, line: Line) -> Said | None:
    """A code for one to three teeth that does not name them.

    Checks: root planing and gum surgery of the smaller kind for the teeth, at most three.
    Why it is denied: the payer wants to know which teeth were treated.
    What to do: add the teeth from the periodontal chart.
    """
    count = len(teeth_of(line))
    if 1 <= count <= 3:
        return None
    return Said(
        text=f"{line.code} is for one to three teeth; {count} named.",
        fix="Name the teeth, or use the code for four and more.",
    )
