from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line, age_on
from billing.scrub.finding import Said, Severity


@line_rule("AGE-01", Severity.HOLD, codes="D0145")
def infant_exam_too_old(claim: ClaimFacts, line: Line) -> Said | None:
    """The exam for infants at three years or older.

    Checks: the age on the day of service; the code itself is for children under three.
    Why it is denied: the code does not fit the age.
    What to do: choose the exam for older children.
    Silent when: the day of birth is unknown.
    """
    age = age_on(claim.patient.born_on, line.served_on)
    if age is None or age < 3:
        return None
    return Said(
        text=f"{line.code} is for children under three; the patient is {age}.",
        fix="Choose the exam for older children.",
    )
