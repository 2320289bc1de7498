from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.narratives import payer_wants_narrative


@line_rule("NARR-02", Severity.HOLD)
def payer_wants_narrative_missing(claim: ClaimFacts, line: Line) -> Said | None:
    """The payer asks for a narrative with the code, and there is none.

    Checks: the payer's own list of what it wants with which codes.
    Why it is denied: the payer says beforehand that it sends such claims back.
    What to do: draft the narrative from the chart and let the provider sign it.
    """
    if claim.narrative or not claim.payer.wants or not payer_wants_narrative(claim, line):
        return None
    return Said(
        text=f"The payer wants a narrative with {line.code}.",
        fix="Draft it from the chart, and let the provider sign it.",
    )
