from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ID-50", Severity.HOLD, needs="odd_births")
def birth_after_service(claim: ClaimFacts) -> Spoken:
    """Someone was born after the service, or is yet to be born.

    Checks: the birth dates of patient and subscriber against today, and the patient's against
    each day of service.
    Why it is denied: the dates contradict each other, and the payer finds no such member.
    What to do: correct the birth date; a wrong century is the usual cause.
    """
    born = claim.patient.born_on
    if born is not None:
        for line in claim.lines:
            if line.served_on is not None and line.served_on < born:
                yield Said(
                    text="The patient was born after the service.", fix="Correct the birth date."
                )
                return
    for one in (born, claim.subscriber.born_on):
        if one is not None and one > claim.today:
            yield Said(text="A birth date is in the future.", fix="Correct the birth date.")
            return
