from billing.coding.codes import codes
from billing.eligibility.benefits import Limit
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts, age_on
from billing.scrub.finding import Said, Severity


@rule("AGE-04", Severity.WARN, needs="benefits benefits:limits")
def age_outside_plan(claim: ClaimFacts) -> Spoken:
    """A service that the plan names for other ages only.

    Checks: the plan's limits on the code: whether each of them is for another age.
    Why it is denied: the plan pays it up to an age or from an age on.
    What to do: tell the patient the price, or ask the payer what holds at this age.
    Silent when: the day of birth is unknown, or one of the limits names no age.
    """
    assert claim.benefits is not None
    for line in claim.lines:
        age = age_on(claim.patient.born_on, line.served_on)
        if age is None or not others_only(claim.benefits.limits, line.code, age):
            continue
        yield Said(
            line=line.number,
            text=f"The plan names {line.code} for other ages than {age}.",
            fix="Tell the patient the price, or ask the payer.",
        )


def others_only(limits: tuple[Limit, ...], code: str, age: int) -> bool:
    """Whether there are limits on the code and none of them is for the age."""
    found = False
    for limit in limits:
        if code in codes(limit.codes):
            if (limit.age_min or 0) <= age <= (limit.age_max or 200):
                return False
            found = True
    return found
