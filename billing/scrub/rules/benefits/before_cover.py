from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ELIG-05", Severity.HOLD, needs="benefits real")
def before_cover(claim: ClaimFacts) -> Spoken:
    """A service before the cover began.

    Checks: each line's day against the first day of cover.
    Why it is denied: the plan pays for nothing that was done before it.
    What to do: bill the plan of that day, or correct the day after the chart.
    Silent when: the first day is unknown.
    """
    begins = claim.benefits.begins_on if claim.benefits else None
    if begins is None:
        return
    for line in claim.lines:
        if line.served_on is not None and line.served_on < begins:
            yield Said(
                line=line.number,
                text=f"Cover began on {begins}.",
                fix="Bill the plan of that day.",
                stands_on=(("benefit", "begin"),),
            )
