from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-07", Severity.HOLD, needs="real odd_lines")
def service_day_missing(claim: ClaimFacts) -> Spoken:
    """A service with no day on it.

    Checks: each line of a claim that asks for payment.
    Why it is denied: the payer cannot tell whether the plan was in force.
    What to do: enter the day from the chart.
    Silent when: the claim asks for an estimate, which has no days.
    """
    for line in claim.lines:
        if line.served_on is None:
            yield Said(
                line=line.number,
                text="The day of service is missing.",
                fix="Enter the day from the chart.",
            )
