from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.siblings import WITH_PAYER, is_same_area


@rule("PAY-08", Severity.WARN, needs="siblings real")
def same_service_within_window(claim: ClaimFacts) -> Spoken:
    """The same service on a day nearby, within the payer's window for duplicates.

    Checks: lines with the payer of the same code, tooth, surfaces and area on another day, no
    further away than the payer's window.
    Why it is denied: the payer takes it for the same service with a wrong date.
    What to do: make sure that both were done, and say so in the narrative.
    Silent when: no window is noted of the payer, or on the same day, which PAY-06 judges.
    """
    days = claim.payer.duplicate_days
    if days is None:
        return
    near = [one for one in claim.siblings if one.state in WITH_PAYER]
    for line in claim.lines if near else ():
        day = line.served_on
        for one in near if day else ():
            apart = abs((one.served_on - day).days) if day else 0
            if 0 < apart <= days and is_same_area(claim, line, one):
                yield Said(
                    line=line.number,
                    text=f"The same service is with the payer, {apart} days apart.",
                    fix="Make sure that both were done, and say so.",
                )
                break
