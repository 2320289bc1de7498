from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.narratives import edits_wanting, payer_wants_narrative, usually_wanted


@line_rule("NARR-01", Severity.WARN)
def narrative_usually_wanted(claim: ClaimFacts, line: Line) -> Said | None:
    """A service that plans usually want explained, without a narrative.

    Checks: codes for which most plans ask a few words of reason.
    Why it is denied: the payer asks for more information, which costs weeks.
    What to do: draft the narrative from the chart and let the provider sign it.
    Silent when: there is one, or the payer (NARR-02) or an edit (NARR-03) asks for it.
    """
    if claim.narrative or not usually_wanted(line):
        return None
    if payer_wants_narrative(claim, line) or any(edits_wanting(claim, line)):
        return None
    return Said(
        text=f"Plans usually want a narrative with {line.code}.",
        fix="Draft it from the chart, and let the provider sign it.",
    )
