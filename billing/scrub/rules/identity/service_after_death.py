from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ID-52", Severity.HOLD, needs="died")
def service_after_death(claim: ClaimFacts) -> Spoken:
    """A service is dated after the patient's death.

    Checks: each day of service against the day the patient died, where one is noted.
    Why it is denied: coverage ends with the day, and a later service cannot have been.
    What to do: correct the day of service or the note of death; it may be another patient's line.
    """
    for line in claim.lines:
        died = claim.patient.died_on
        if died is not None and line.served_on is not None and line.served_on > died:
            yield Said(
                line=line.number,
                text="The service is dated after the patient's death.",
                fix="Correct the day, or take the line from this patient.",
                stands_on=(("line", str(line.number)),),
            )
