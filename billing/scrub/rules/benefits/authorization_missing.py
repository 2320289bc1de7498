from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("AUTH-01", Severity.HOLD, needs="benefits benefits:authorization real")
def authorization_missing(claim: ClaimFacts) -> Spoken:
    """A service for which the plan wants a prior authorization, and none is there.

    Checks: codes that the plan named as needing one, on claims without an authorization number.
    Why it is denied: without it the plan does not pay, whatever was done.
    What to do: ask for it; after the visit only where the payer allows that.
    Silent when: the plan named no such codes.
    """
    assert claim.benefits is not None
    if claim.authorization:
        return
    wanted = codes(claim.benefits.authorization)
    for line in claim.lines:
        if line.code in wanted:
            yield Said(
                line=line.number,
                text=f"The plan wants an authorization for {line.code}.",
                fix="Enter its number, or ask the payer for one.",
                stands_on=(("benefit", "authorization"),),
            )
