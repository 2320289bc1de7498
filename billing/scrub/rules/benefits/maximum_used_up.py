from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.shares import expected_cents, maximums


@rule("BEN-01", Severity.WARN, needs="benefits benefits:amounts real")
def maximum_used_up(claim: ClaimFacts) -> Spoken:
    """Nothing is left of the plan's maximum.

    Checks: what is left of each maximum that holds for the claim, of the person or the family.
    Why it is denied: the plan has paid all it pays in its period; the patient owes the rest.
    What to do: tell the patient; send the claim all the same if another plan follows.
    Silent when: nobody told what is left.
    """
    assert claim.benefits is not None
    for amount in maximums(claim, claim.benefits):
        if amount.left_cents == 0:
            yield Said(
                text="The plan's maximum is used up.",
                fix="Tell the patient what it means; move what can wait into the next period.",
                money_cents=expected_cents(claim, claim.benefits, amount.service_class),
                stands_on=(("benefit", "maximum"),),
            )
