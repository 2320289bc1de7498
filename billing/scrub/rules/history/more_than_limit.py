from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.windows import limits_on


@rule("FREQ-02", Severity.HOLD, needs="benefits benefits:limits real")
def more_than_limit(claim: ClaimFacts) -> Spoken:
    """More units on one line than the plan pays for in its whole period.

    Checks: the units of each line against the plan's own limit on the code.
    Why it is denied: the units above the limit are cut.
    What to do: check the units; tell the patient the price of those above.
    Silent when: nobody named a limit.
    """
    for line in claim.lines:
        if line.quantity <= 1:
            continue
        for limit in limits_on(claim, line):
            if line.quantity > limit.count:
                yield Said(
                    line=line.number,
                    text=f"{line.quantity} units of {line.code}; the plan pays {limit.count}.",
                    fix="Check the units, or tell the patient the price.",
                )
