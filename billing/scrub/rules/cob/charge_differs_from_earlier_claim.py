from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-13", Severity.HOLD, needs="later_payer others")
def charge_differs_from_earlier_claim(claim: ClaimFacts) -> Spoken:
    """The later plan is asked for another amount than the earlier one.

    Checks: the charge of this claim against what each earlier plan was asked for.
    Why it is denied: the later payer compares with the earlier one's answer, and they must agree.
    What to do: ask both plans for the same charge, not for what is left.
    Silent when: it is not known what the earlier plan was asked for.
    """
    for one in claim.others:
        if one.rank < claim.rank and one.charge_cents not in {None, claim.charge_cents}:
            yield Said(
                text=f"The plan of rank {one.rank} was asked for another amount.",
                fix="Ask both plans for the same charge.",
            )
