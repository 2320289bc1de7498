from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("CODE-05", Severity.HOLD, codes="Dxxxx", needs="code_list")
def code_not_yet_valid(claim: ClaimFacts, line: Line) -> Said | None:
    """A code that began after the day of service.

    Checks: the first day of the code in the practice's list against the day of service.
    Why it is denied: the code set of the day of service counts, not the one of today.
    What to do: choose the code that said it on that day.
    """
    listed = claim.code_list.get(line.code)
    if listed is None or listed.from_on is None or line.served_on is None:
        return None
    if listed.from_on <= line.served_on:
        return None
    return Said(
        text=f"{line.code} is valid only from {listed.from_on}.",
        fix="Choose the code of the day of service.",
    )
