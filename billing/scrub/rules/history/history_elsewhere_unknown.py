from billing.eligibility.benefits import Limit
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.windows import limits_on

LONG_MONTHS = 36


@rule("FREQ-04", Severity.INFO, needs="benefits benefits:limits real")
def history_elsewhere_unknown(claim: ClaimFacts) -> Spoken:
    """A service with a long limit, and the payer did not tell what was done elsewhere.

    Checks: lines with a limit of three years and more, or of a lifetime, where the payer was asked
    for earlier services and gave none.
    Why it is denied: another office may have used the limit up.
    What to do: ask the payer by phone or portal, and ask the patient.
    Silent when: the payer told its history, or nobody knows whether it was asked.
    """
    assert claim.benefits is not None
    if claim.benefits.history_known is not False:
        return
    for line in claim.lines:
        if any(long(limit) for limit in limits_on(claim, line)):
            yield Said(
                line=line.number,
                text=f"{line.code} has a long limit, and the payer told of no earlier services.",
                fix="Ask the payer, and the patient.",
            )


def long(limit: Limit) -> bool:
    return limit.period == "lifetime" or limit.months >= LONG_MONTHS
