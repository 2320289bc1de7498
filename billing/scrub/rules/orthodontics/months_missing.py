from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("ORTH-01", Severity.HOLD, codes="D8010..D8090", needs="real")
def months_missing(claim: ClaimFacts, line: Line) -> Said | None:
    """Orthodontic treatment without its length.

    Checks: the total months of treatment, where a course is billed.
    Why it is denied: the payer spreads its payments over the months.
    What to do: enter the months that are planned.
    """
    if claim.orthodontics is not None and (claim.orthodontics.months_total or 0) > 0:
        return None
    return Said(
        text=f"{line.code} needs the total months of treatment.", fix="Enter the planned months."
    )
