from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-09", Severity.WARN, needs="others")
def own_plan_comes_later(claim: ClaimFacts) -> Spoken:
    """The plan someone has through another person is billed before the person's own.

    Checks: the ranks of plans where the patient is the subscriber of one and a dependent in
    another.
    Why it is denied: the plan of which the patient is the subscriber pays first.
    What to do: exchange the plans. For people on Medicare the order may be another.
    Silent when: a state program is one of the plans.
    """
    own = claim.relationship == "self"
    if claim.payer.is_medicaid:
        return
    for one in claim.others:
        if one.payer.is_medicaid or own == (one.relationship == "self"):
            continue
        if own != (claim.rank < one.rank):
            yield Said(
                text="The patient's own plan should come before the one through another person.",
                fix="Exchange the plans.",
            )
            return
