from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-14", Severity.HOLD, needs="others")
def medicaid_not_last(claim: ClaimFacts) -> Spoken:
    """A state program is billed before another plan.

    Checks: the ranks of plans where one is Medicaid and another is not.
    Why it is denied: by federal law Medicaid pays last.
    What to do: bill the other plan first.
    """
    for one in claim.others:
        if one.payer.is_medicaid == claim.payer.is_medicaid:
            continue
        if claim.payer.is_medicaid == (claim.rank < one.rank):
            yield Said(text="Medicaid comes before another plan.", fix="Bill Medicaid last.")
            return
