from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("ORTH-02", Severity.HOLD, codes="D8010..D8090", needs="real")
def placement_day_missing(claim: ClaimFacts, line: Line) -> Said | None:
    """Orthodontic treatment without the day on which the appliance was placed.

    Checks: the day of placement, where a course is billed.
    Why it is denied: the course begins with that day, and so do the payments.
    What to do: enter the day of banding from the chart.
    """
    if claim.orthodontics is not None and claim.orthodontics.placed_on is not None:
        return None
    return Said(
        text=f"{line.code} needs the day on which the appliance was placed.",
        fix="Enter the day from the chart.",
    )
