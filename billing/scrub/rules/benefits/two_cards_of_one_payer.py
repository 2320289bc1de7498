from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ELIG-09", Severity.INFO, needs="others")
def two_cards_of_one_payer(claim: ClaimFacts) -> Spoken:
    """One person has two member numbers of her own with one payer.

    Checks: covers of the same payer under different numbers, the patient being the member in
    both.
    Why it is denied: one of the two is usually the plan of an earlier job, and has ended.
    What to do: ask which one holds, and end the other.
    """
    if claim.relationship != "self" or not claim.payer.id or not claim.member_id:
        return
    for other in claim.others:
        if other.payer.id != claim.payer.id or other.relationship != "self":
            continue
        if other.member_id and other.member_id != claim.member_id:
            yield Said(
                text="The patient is a member of this payer under two numbers.",
                fix="Ask which one holds, and end the other.",
                money_cents=0,
            )
