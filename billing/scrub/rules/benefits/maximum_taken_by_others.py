from billing.eligibility.benefits import Benefits
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.shares import class_of, expected_cents, maximums, plans_part
from practices.money import dollars


@rule("BEN-03", Severity.INFO, needs="benefits benefits:amounts real siblings")
def maximum_taken_by_others(claim: ClaimFacts) -> Spoken:
    """Claims on their way will use what is left of the maximum.

    Checks: what is left, less the plan's part of claims that the same payer has not answered,
    against its part of this claim.
    Why it is denied: the payer told what was left before it paid the others.
    What to do: tell the patient that the plan may pay less, and how much.
    Silent when: shares or the rest are unknown, or this claim alone is too much already.
    """
    benefits = claim.benefits
    assert benefits is not None
    for amount in maximums(claim, benefits):
        part = expected_cents(claim, benefits, amount.service_class)
        left = amount.left_cents or 0
        short = part + waiting_cents(claim, benefits, amount.service_class) - left
        if part <= left and short > 0:
            yield Said(
                text=f"With claims on their way the maximum is short by up to {dollars(short)}.",
                fix="Tell the patient that the plan may pay so much less.",
                money_cents=min(short, part),
                stands_on=(("benefit", "maximum"),),
            )


def waiting_cents(claim: ClaimFacts, benefits: Benefits, service_class: str) -> int:
    """The plan's part of what other claims asked of the payer and nobody answered yet."""
    return sum(
        plans_part(benefits, one.code, one.fee_cents) or 0
        for one in claim.siblings
        if one.state == "sent"
        and one.payer_id == claim.payer.id
        and (not service_class or class_of(one.code) == service_class)
    )
