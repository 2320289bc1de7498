from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts, age_on
from billing.scrub.finding import Said, Severity


@rule("ID-51", Severity.WARN, needs="odd_births")
def older_than_120(claim: ClaimFacts) -> Spoken:
    """Patient or subscriber would be more than 120 years old.

    Checks: both birth dates against today.
    Why it is denied: a placeholder such as 1900 is not the date the payer holds.
    What to do: enter the true birth date.
    """
    year = claim.today.year - 120
    for person in (claim.patient, claim.subscriber):
        if person.born_on is not None and person.born_on.year <= year:
            age = age_on(person.born_on, claim.today)
            if age is not None and age > 120:
                yield Said(
                    text="Someone on the claim would be over 120 years old.",
                    fix="Enter the true birth date.",
                )
                return
