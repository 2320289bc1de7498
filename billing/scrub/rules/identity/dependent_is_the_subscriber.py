from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.people import is_same_person


@rule("ID-61", Severity.WARN, needs="dependent")
def dependent_is_the_subscriber(claim: ClaimFacts) -> Spoken:
    """A dependent has the subscriber's own name and birth date.

    Checks: names and birth dates of both where the relationship is not "self".
    Why it is denied: the payer finds no dependent of that name under the plan.
    What to do: set the relationship to self, or enter the true subscriber.
    """
    if is_same_person(claim.patient, claim.subscriber):
        yield Said(
            text="The dependent is the subscriber.",
            fix="Set the relationship to self, or correct the subscriber.",
        )
