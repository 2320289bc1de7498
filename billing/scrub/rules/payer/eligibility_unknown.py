from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("PAY-14", Severity.INFO)
def eligibility_unknown(claim: ClaimFacts) -> Spoken:
    """Nobody knows whether the plan is active.

    Checks: whether the payer was asked and said yes or no.
    Why it is denied: a plan that ended is the most usual surprise.
    What to do: ask the payer before the claim goes out.
    """
    if claim.benefits is None or claim.benefits.is_active is None:
        yield Said(text="The payer has not said whether the plan is active.", fix="Ask the payer.")
