from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ID-66", Severity.WARN, needs="dependent")
def subscriber_birth_missing(claim: ClaimFacts) -> Spoken:
    """The subscriber's birth date is missing.

    Checks: that there is one where the patient is a dependent.
    Why it is denied: many payers find the subscriber by it.
    What to do: ask the family.
    """
    if claim.subscriber.born_on is None:
        yield Said(text="The subscriber's birth date is missing.", fix="Enter the birth date.")
