from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-10", Severity.HOLD, needs="others")
def same_plan_twice(claim: ClaimFacts) -> Spoken:
    """The same plan stands on the claim twice.

    Checks: payer and member number of all plans.
    Why it is denied: nobody pays twice under one number; the second claim is a duplicate.
    What to do: take one of the two off.
    """
    if not claim.payer.id or not claim.member_id:
        return
    for one in claim.others:
        if one.payer.id == claim.payer.id and one.member_id == claim.member_id:
            yield Said(text="The same plan stands on the claim twice.", fix="Take one off.")
            return
