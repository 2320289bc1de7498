from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-23", Severity.HOLD, needs="corrected")
def original_number_missing(claim: ClaimFacts) -> Spoken:
    """A claim that replaces or takes back another without naming it.

    Checks: the payer's own number of the earlier claim, where the frequency code is 7 or 8.
    Why it is denied: the payer cannot tell which claim is meant.
    What to do: enter the number from the payer's remittance. A claim that the payer never took in
    goes out as new.
    """
    if claim.frequency in {"7", "8"} and not claim.original_number.strip():
        yield Said(
            text="The payer's number of the earlier claim is missing.",
            fix="Enter the number from the remittance.",
        )
