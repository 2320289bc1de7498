from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from practices.days import year_of


@rule("ELIG-07", Severity.INFO, needs="benefits history real")
def plan_changed_in_year(claim: ClaimFacts) -> Spoken:
    """The plan is new within its year, and services before it were under another one.

    Checks: a first day of cover inside the year of the service, with services in the chart in
    that year before it.
    Why it is denied: deductible and maximum begin anew, but many plans count earlier services
    against their limits all the same.
    What to do: ask the payer what it counts, and send proof of a deductible met elsewhere.
    Silent when: the first day of cover is unknown.
    """
    benefits, day = claim.benefits, claim.served_on
    assert benefits is not None
    if benefits.begins_on is None or day is None:
        return
    begins = year_of(day, benefits.year_begins_month)
    if not begins < benefits.begins_on <= day:
        return
    before = [one for one in claim.history if begins <= one.served_on < benefits.begins_on]
    if before:
        yield Said(
            text=f"The plan began on {benefits.begins_on}; earlier services were under another.",
            fix="Ask the payer what it counts of them.",
            money_cents=0,
            stands_on=(("history", str(before[0].served_on)),),
        )
