from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-30", Severity.WARN, needs="accident")
def work_accident_to_dental_plan(claim: ClaimFacts) -> Spoken:
    """A work accident, billed to a dental plan.

    Checks: whether an accident at work is named as the cause.
    Why it is denied: the employer's accident insurance pays first.
    What to do: bill that insurance, and send its answer along if this plan is to pay the rest.
    """
    if claim.accident == "employment" and not claim.others:
        yield Said(
            text="An accident at work is paid by the employer's insurance first.",
            fix="Bill that insurance first.",
        )
