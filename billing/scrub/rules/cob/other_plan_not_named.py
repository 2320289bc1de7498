from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-01", Severity.WARN, needs="several_covers first_payer")
def other_plan_not_named(claim: ClaimFacts) -> Spoken:
    """The patient has several plans, and the claim names only one.

    Checks: the number of plans on file against those on the claim.
    Why it is denied: the payer asks whether there is another plan before it pays.
    What to do: add the other plan to the claim, or end it in the practice's system.
    """
    if not claim.others:
        yield Said(
            text=f"{claim.covers} plans are on file; the claim names one.",
            fix="Add the other plan, or end it.",
        )
