from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-08", Severity.HOLD, needs="estimate")
def service_day_on_estimate(claim: ClaimFacts) -> Spoken:
    """A day of service on a request for an estimate.

    Checks: each line of a predetermination.
    Why it is denied: the payer reads it as a claim for work done, or turns the file away.
    What to do: take the day off, or send a claim if the work is done.
    """
    for line in claim.lines:
        if line.served_on is not None:
            yield Said(
                line=line.number,
                text="An estimate is asked for a service that has a day.",
                fix="Take the day off, or send a claim.",
            )
