from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("STR-18", Severity.HOLD)
def diagnosis_not_on_claim(claim: ClaimFacts, line: Line) -> Said | None:
    """A line points to a diagnosis that the claim does not have.

    Checks: each diagnosis of a line against those of the claim.
    Why it is denied: the line points to nothing, and the file is turned away.
    What to do: add the diagnosis to the claim, or take it off the line.
    """
    if not line.diagnoses or set(line.diagnoses) <= set(claim.diagnoses):
        return None
    return Said(
        text="The line points to a diagnosis that the claim does not have.",
        fix="Add it to the claim, or take it off the line.",
    )
