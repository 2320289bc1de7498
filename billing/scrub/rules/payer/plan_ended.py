from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("PAY-11", Severity.HOLD, needs="outside_cover real")
def plan_ended(claim: ClaimFacts) -> Spoken:
    """The plan had ended on the day of service.

    Checks: each day of service against the last day of cover that the payer named.
    Why it is denied: nobody was covered on that day.
    What to do: ask the patient for the new plan.
    Silent when: the payer named no end.
    """
    ends = claim.benefits.ends_on if claim.benefits else None
    for line in claim.lines if ends else ():
        if ends and line.served_on is not None and line.served_on > ends:
            yield Said(
                line=line.number,
                text=f"Cover ended on {ends}.",
                fix="Ask the patient for the new plan.",
                stands_on=(("benefit", "ends_on"),),
            )
