from billing.coding.facts import PONTICS
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-11", Severity.HOLD, codes=PONTICS.written, needs="missing real")
def tooth_lost_after_service(claim: ClaimFacts, line: Line) -> Said | None:
    """A bridge replaces a tooth before it was lost.

    Checks: the day each replaced tooth was lost against the day of service.
    Why it is denied: the dates contradict each other.
    What to do: correct the day of extraction or of service.
    Silent when: it is not known when the tooth was lost.
    """
    for one in claim.missing:
        if one.tooth != line.tooth or one.lost_on is None or line.served_on is None:
            continue
        if one.lost_on > line.served_on:
            return Said(
                text=f"Tooth {line.tooth} was lost on {one.lost_on}, after the service.",
                fix="Correct the day of extraction or of service.",
                stands_on=(("tooth", line.tooth),),
            )
    return None
