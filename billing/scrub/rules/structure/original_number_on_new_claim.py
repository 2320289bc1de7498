from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-24", Severity.WARN, needs="original_number")
def original_number_on_new_claim(claim: ClaimFacts) -> Spoken:
    """A new claim that names an earlier one.

    Checks: the payer's number of an earlier claim, where the frequency code is 1.
    Why it is denied: the payer reads it as new and denies it as a duplicate of the earlier one.
    What to do: set the code to 7 if it replaces that claim, or take the number off.
    """
    if claim.frequency == "1":
        yield Said(
            text="The claim is sent as new but names an earlier one.",
            fix="Set the frequency code to 7, or take the number off.",
        )
