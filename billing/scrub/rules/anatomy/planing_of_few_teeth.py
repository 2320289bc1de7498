from billing.scrub.catalog import line_rule
from billing.scrub.chart import quadrant, teeth_in
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("AREA-08", Severity.WARN, codes="D4341 D4210 D4240 D4260")
def planing_of_few_teeth(claim: ClaimFacts, line: Line) -> Said | None:
    """A code for four teeth or more in a quadrant that has fewer.

    Checks: root planing and gum surgery of the larger kind against teeth that the chart does not
    show as missing or extracted.
    Why it is denied: the payer pays the code for one to three teeth instead, or asks.
    What to do: choose the code for one to three teeth, or correct the chart.
    Silent when: the chart shows no missing tooth.
    """
    if line.served_on is None or not (claim.missing or claim.history):
        return None
    where = quadrant(line)
    if not where:
        return None
    left = teeth_in(claim, where, line.served_on)
    if left >= 4:
        return None
    return Said(
        text=f"{line.code} wants four teeth; the chart has {left} in {where}.",
        fix="Choose the code for one to three teeth, or correct the chart.",
    )
