from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ID-63", Severity.WARN, needs="dependent")
def child_older_than_subscriber(claim: ClaimFacts) -> Spoken:
    """A child is as old as the subscriber, or older.

    Checks: both birth dates where the relationship is "child".
    Why it is denied: relationship or birth date is wrong, and the payer finds no such dependent.
    What to do: correct the one that is wrong; parent and child may be exchanged.
    """
    if claim.relationship != "child":
        return
    child, parent = claim.patient.born_on, claim.subscriber.born_on
    if child is not None and parent is not None and child <= parent:
        yield Said(
            text="The child is as old as the subscriber, or older.",
            fix="Correct relationship or birth date.",
        )
