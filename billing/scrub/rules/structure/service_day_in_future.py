from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-09", Severity.HOLD, needs="real odd_lines")
def service_day_in_future(claim: ClaimFacts) -> Spoken:
    """A service dated after today.

    Checks: each line's day against the day on which the claim is looked at.
    Why it is denied: nobody pays for what has not been done.
    What to do: correct the day, or wait until the service is done.
    """
    for line in claim.lines:
        if line.served_on is not None and line.served_on > claim.today:
            yield Said(
                line=line.number,
                text="The day of service is in the future.",
                fix="Correct the day, or wait.",
            )
