from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("CODE-01", Severity.HOLD, codes="any !Dxxxx")
def code_missing(_claim: ClaimFacts, line: Line) -> Said | None:
    """A line without a procedure code.

    Checks: each line for a code.
    Why it is denied: the clearinghouse turns a claim away that has a line without one.
    What to do: complete the line in the practice's system, or take it off the claim.
    """
    if line.code:
        return None
    return Said(text="The line has no procedure code.", fix="Complete the line, or take it off.")
