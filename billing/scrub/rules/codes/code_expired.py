from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("CODE-06", Severity.HOLD, codes="Dxxxx", needs="code_list")
def code_expired(claim: ClaimFacts, line: Line) -> Said | None:
    """A code that ended before the day of service.

    Checks: the last day of the code in the practice's list against the day of service.
    Why it is denied: a code that was taken out of the code set is refused as invalid.
    What to do: choose the code that says it now; correct templates and open treatment plans too.
    """
    listed = claim.code_list.get(line.code)
    if listed is None or listed.until is None or line.served_on is None:
        return None
    if line.served_on <= listed.until:
        return None
    return Said(
        text=f"{line.code} was valid until {listed.until}.",
        fix="Choose the code of the day of service.",
    )
