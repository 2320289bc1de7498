from billing.eligibility.benefits import Benefits
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.shares import holds, share_on
from practices.money import dollars


@rule("BEN-04", Severity.INFO, needs="benefits benefits:amounts real")
def deductible_open(claim: ClaimFacts) -> Spoken:
    """A deductible is open, and this claim will meet it.

    Checks: what is left of the deductible, and lines whose share says that it applies to them.
    Why it is denied: it is not; the plan takes the deductible off, and the patient owes it.
    What to do: collect it with the patient's part.
    Silent when: nobody told what is left, or whether it applies.
    """
    benefits = claim.benefits
    assert benefits is not None
    for amount in benefits.amounts:
        if amount.kind != "deductible" or not amount.left_cents or not holds(amount, claim):
            continue
        due = min(amount.left_cents, subject_cents(claim, benefits))
        if due > 0:
            yield Said(
                text=f"{dollars(due)} of the {amount.of} deductible falls on the patient.",
                fix="Collect it with the patient's part.",
                money_cents=due,
                stands_on=(("benefit", "deductible"),),
            )


def subject_cents(claim: ClaimFacts, benefits: Benefits) -> int:
    """The fees of lines to which the deductible surely applies."""
    shares = ((line, share_on(benefits, line.code)) for line in claim.lines)
    return sum(line.fee_cents for line, share in shares if share and share.deductible_applies)
