from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.places import PLACES_OF_SERVICE


@rule("STR-13", Severity.HOLD, needs="elsewhere")
def place_unknown(claim: ClaimFacts) -> Spoken:
    """The place of service is none.

    Checks: the two digits against the public list of places.
    Why it is denied: the clearinghouse knows no such place and turns the claim away.
    What to do: enter 11 for the office, or the place where the work was done.
    """
    if claim.place not in PLACES_OF_SERVICE:
        yield Said(
            text="The place of service is not on the list of places.",
            fix="Enter 11 for the office, or the true place.",
        )
