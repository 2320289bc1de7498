from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.shares import expected_cents, maximums
from practices.money import dollars


@rule("BEN-02", Severity.INFO, needs="benefits benefits:amounts real")
def maximum_too_small(claim: ClaimFacts) -> Spoken:
    """Less is left of the plan's maximum than its part of this claim.

    Checks: the plan's share of each line, added up, against what is left of the maximum. Fees are
    the practice's own, so the part is an upper bound.
    Why it is denied: the plan pays up to the maximum; the patient owes the rest.
    What to do: tell the patient the amount beforehand, or spread the visits over two periods.
    Silent when: shares or the rest are unknown.
    """
    assert claim.benefits is not None
    for amount in maximums(claim, claim.benefits):
        part = expected_cents(claim, claim.benefits, amount.service_class)
        left = amount.left_cents or 0
        if 0 < left < part:
            yield Said(
                text=f"{dollars(left)} is left of the maximum; the plan's part is {dollars(part)}.",
                fix=f"Tell the patient of up to {dollars(part - left)} more.",
                money_cents=part - left,
                stands_on=(("benefit", "maximum"),),
            )
