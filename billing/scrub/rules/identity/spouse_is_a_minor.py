from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts, age_on
from billing.scrub.finding import Said, Severity


@rule("ID-64", Severity.WARN, needs="dependent")
def spouse_is_a_minor(claim: ClaimFacts) -> Spoken:
    """A spouse is younger than sixteen.

    Checks: the patient's age on the first day of service where the relationship is "spouse".
    Why it is denied: the payer has the patient as a child, and finds no such spouse.
    What to do: correct the relationship.
    """
    if claim.relationship != "spouse":
        return
    age = age_on(claim.patient.born_on, claim.served_on)
    if age is not None and age < 16:
        yield Said(
            text=f"The spouse is {age} years old on the day of service.",
            fix="Correct the relationship.",
        )
