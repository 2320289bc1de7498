from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ID-65", Severity.HOLD, needs="dependent")
def subscriber_incomplete(claim: ClaimFacts) -> Spoken:
    """The subscriber of a dependent has no whole name.

    Checks: first and last name of the subscriber.
    Why it is denied: the payer finds a dependent through the subscriber.
    What to do: enter the subscriber as on the insurance card.
    """
    subscriber = claim.subscriber
    if not subscriber.last_name.strip() or not subscriber.first_name.strip():
        yield Said(
            text="The subscriber's name is not complete.",
            fix="Enter the subscriber as on the card.",
        )
