from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("CODE-08", Severity.HOLD, needs="code_list")
def code_never_billed(claim: ClaimFacts, line: Line) -> Said | None:
    """A code that the practice never bills to insurance.

    Checks: the mark on the code in the practice's own list.
    Why it is denied: it is the practice's internal or private code, and no payer pays it.
    What to do: take the line off the claim; the patient pays it.
    """
    listed = claim.code_list.get(line.code)
    if listed is None or not listed.is_never_billed:
        return None
    return Said(
        text=f"The practice's list says that {line.code} is never billed to insurance.",
        fix="Take the line off the claim.",
    )
