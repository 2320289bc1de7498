from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("PAY-13", Severity.HOLD, needs="outside_cover")
def plan_inactive(claim: ClaimFacts) -> Spoken:
    """The payer says that the plan is not active.

    Checks: the payer's last answer.
    Why it is denied: nobody is covered.
    What to do: ask the patient for the new plan.
    Silent when: the payer named the end and the service came before it.
    """
    plan = claim.benefits
    if plan is None or plan.is_active is not False:
        return
    served_on = claim.served_on
    if plan.ends_on is not None and served_on is not None and served_on <= plan.ends_on:
        return
    yield Said(
        text="The payer says that the plan is not active.",
        fix="Ask the patient for the new plan.",
        stands_on=(("benefit", "is_active"),),
    )
