from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts, age_on
from billing.scrub.finding import Said, Severity


@rule("ID-62", Severity.INFO, needs="dependent")
def child_past_usual_age(claim: ClaimFacts) -> Spoken:
    """A child is older than plans usually cover.

    Checks: the patient's age on the first day of service: 26 or more.
    Why it is denied: dependent cover usually ends at the 26th birthday or at the end of its month.
    What to do: ask the payer whether the child is still covered; disabled children often are.
    """
    if claim.relationship != "child":
        return
    age = age_on(claim.patient.born_on, claim.served_on)
    if age is not None and age >= 26:
        yield Said(
            text=f"The child is {age} years old on the day of service.",
            fix="Ask the payer whether the child is still covered.",
        )
