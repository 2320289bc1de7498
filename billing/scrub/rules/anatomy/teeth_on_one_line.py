from billing.coding.facts import TOOTH_CODES
from billing.scrub.catalog import line_rule
from billing.scrub.chart import teeth_of
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("TOOTH-03", Severity.HOLD, codes=TOOTH_CODES)
def teeth_on_one_line(_claim: ClaimFacts, line: Line) -> Said | None:
    """Several teeth on one line of a code for one tooth.

    Checks: lines whose code is about one tooth for more than one.
    Why it is denied: each tooth is judged and paid by itself.
    What to do: write one line for each tooth, each with its fee.
    """
    if not line.teeth or len(teeth_of(line)) <= 1:
        return None
    return Said(
        text=f"{line.code} is for one tooth and names {len(teeth_of(line))}.",
        fix="Write one line for each tooth.",
    )
