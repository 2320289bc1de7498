from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-02", Severity.HOLD, needs="later_payer")
def earlier_plan_not_named(claim: ClaimFacts) -> Spoken:
    """A claim to a second plan that names no first one.

    Checks: that a plan of an earlier rank stands on the claim.
    Why it is denied: the later plan pays only what the earlier one left.
    What to do: add the earlier plan and its answer, or make this plan the first.
    """
    if not any(one.rank < claim.rank for one in claim.others):
        yield Said(
            text="The claim goes to a later plan and names no earlier one.",
            fix="Add the earlier plan, or make this the first.",
        )
