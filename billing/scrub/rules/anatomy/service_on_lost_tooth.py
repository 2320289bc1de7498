from billing.scrub.catalog import line_rule
from billing.scrub.chart import gone
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity

ON_TEETH = "D1351..D1354 D2140..D2998 D3110..D3950 D4249 D4381 D6545..D6794"


@line_rule("TOOTH-08", Severity.HOLD, codes=ON_TEETH)
def service_on_lost_tooth(claim: ClaimFacts, line: Line) -> Said | None:
    """A service on a tooth that was no longer there.

    Checks: fillings, crowns, root canals and the like against extractions in the chart, at every
    location, and against teeth the chart shows as missing.
    Why it is denied: the payer has the extraction on file and takes the claim for a mistake.
    What to do: read the chart and correct the tooth; the dentist signs it.
    Silent when: the chart shows neither an extraction nor a missing tooth.
    """
    if not line.tooth or line.served_on is None:
        return None
    lost = gone(claim, line.tooth, line.served_on)
    if lost is None:
        return None
    return Said(
        text=f"Tooth {line.tooth} was gone{f' since {lost.on}' if lost.on else ''}.",
        fix="Correct the tooth, or the chart of missing teeth.",
        stands_on=(lost.stands,),
        severity=None if lost.on else Severity.WARN,
    )
