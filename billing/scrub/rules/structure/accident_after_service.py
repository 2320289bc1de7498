from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-29", Severity.HOLD, needs="accident")
def accident_after_service(claim: ClaimFacts) -> Spoken:
    """The accident came after the service it is said to have caused.

    Checks: the day of the accident against the last day of service, or today for an estimate.
    Why it is denied: the dates contradict each other.
    What to do: correct the day of the accident.
    """
    days = [line.served_on for line in claim.lines if line.served_on is not None]
    if claim.accident_on is not None and claim.accident_on > max(days, default=claim.today):
        yield Said(
            text="The accident is dated after the service.", fix="Correct the day of the accident."
        )
