import re

from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity

MEDICAL = re.compile(r"[0-9]{4}[0-9A-Z]|[A-CE-Z][0-9]{4}")


@line_rule("CODE-02", Severity.HOLD, codes="any !Dxxxx")
def code_malformed(_claim: ClaimFacts, line: Line) -> Said | None:
    """A procedure code that is not written as dental codes are.

    Checks: each code for the letter D and four digits, nothing before, between or behind.
    Why it is denied: the clearinghouse turns the claim away.
    What to do: correct the code; codes of the practice's own with a letter added belong off the
    claim.
    """
    if not line.code or MEDICAL.fullmatch(line.code):
        return None
    return Said(
        text="The code is not D and four digits.",
        fix="Correct the code in the practice's system.",
    )
