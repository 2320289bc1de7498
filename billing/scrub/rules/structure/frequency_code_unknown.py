from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-22", Severity.HOLD, needs="corrected")
def frequency_code_unknown(claim: ClaimFacts) -> Spoken:
    """The claim says neither that it is new nor that it replaces another.

    Checks: the frequency code: 1 for new, 7 for a replacement, 8 for taking back.
    Why it is denied: dental payers know no other code.
    What to do: set the code to what the claim is for.
    """
    if claim.frequency not in {"7", "8"}:
        yield Said(text="The frequency code is not 1, 7 or 8.", fix="Set it to what it is for.")
