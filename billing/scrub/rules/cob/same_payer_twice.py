from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-11", Severity.INFO, needs="others")
def same_payer_twice(claim: ClaimFacts) -> Spoken:
    """Both plans are with the same payer.

    Checks: the payers of all plans, where the member numbers differ.
    Why it is denied: it is not, but such payers often pay both plans from one claim.
    What to do: ask the payer whether it wants a second claim.
    """
    if not claim.payer.id:
        return
    for one in claim.others:
        if one.payer.id == claim.payer.id and one.member_id != claim.member_id:
            yield Said(
                text="Both plans are with the same payer.",
                fix="Ask whether it wants a second claim.",
            )
            return
