from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("PAY-15", Severity.WARN, needs="outside_cover real")
def eligibility_expired(claim: ClaimFacts) -> Spoken:
    """The payer's answer was too old on the day of service.

    Checks: the day up to which the answer counts against the last day of service.
    Why it is denied: the plan may have ended since, or its benefits may be used up.
    What to do: ask the payer again.
    Silent when: nobody said how long the answer counts.
    """
    expires = claim.benefits.expires_on if claim.benefits else None
    if expires is None:
        return
    if any(line.served_on is not None and line.served_on > expires for line in claim.lines):
        yield Said(
            text=f"The payer's answer counted up to {expires}.",
            fix="Ask the payer again.",
            stands_on=(("benefit", "expires_on"),),
        )
