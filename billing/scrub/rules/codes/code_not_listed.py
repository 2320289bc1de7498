from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("CODE-04", Severity.WARN, codes="Dxxxx", needs="code_list")
def code_not_listed(claim: ClaimFacts, line: Line) -> Said | None:
    """A code that the practice's own list does not know.

    Checks: each code against the licensed list that the practice loaded.
    Why it is denied: a code that the code set does not have is refused as invalid.
    What to do: correct the code, or load the list of the year of service.
    Silent when: the practice has loaded no list.
    """
    if line.code in claim.code_list:
        return None
    return Said(
        text=f"{line.code} is not in the practice's code list.",
        fix="Correct the code, or load the list of the year.",
    )
