from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-32", Severity.WARN, needs="unsigned")
def release_missing(claim: ClaimFacts) -> Spoken:
    """The patient has not agreed that the payer is told.

    Checks: the mark on the claim that information may be released.
    Why it is denied: payers turn away a claim that may not be read.
    What to do: have the consent signed.
    """
    if not claim.release:
        yield Said(
            text="The consent to tell the payer is not on file.", fix="Have the consent signed."
        )
