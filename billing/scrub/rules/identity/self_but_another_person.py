from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ID-60", Severity.HOLD, needs="odd_births")
def self_but_another_person(claim: ClaimFacts) -> Spoken:
    """The patient is said to be the subscriber, but the two are different persons.

    Checks: birth date and last name of both where the relationship is "self".
    Why it is denied: the file then carries one person only, and it may be the wrong one.
    What to do: correct the relationship, or the subscriber of the plan.
    Silent when: a birth date is missing on either side.
    """
    if claim.relationship != "self" or claim.patient is claim.subscriber:
        return
    mine, theirs = claim.patient.born_on, claim.subscriber.born_on
    if mine is not None and theirs is not None and mine != theirs:
        yield Said(
            text="Patient and subscriber are different persons, yet the relationship is self.",
            fix="Correct the relationship or the subscriber.",
        )
