from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("PAY-12", Severity.HOLD, needs="outside_cover real")
def plan_not_begun(claim: ClaimFacts) -> Spoken:
    """The plan had not begun on the day of service.

    Checks: each day of service against the first day of cover that the payer named.
    Why it is denied: nobody was covered on that day.
    What to do: bill the plan that was in force then.
    Silent when: the payer named no beginning.
    """
    begins = claim.benefits.begins_on if claim.benefits else None
    for line in claim.lines if begins else ():
        if begins and line.served_on is not None and line.served_on < begins:
            yield Said(
                line=line.number,
                text=f"Cover begins on {begins}.",
                fix="Bill the plan that was in force then.",
                stands_on=(("benefit", "begins_on"),),
            )
