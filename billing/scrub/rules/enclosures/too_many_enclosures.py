from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

ENCLOSURES_MAX = 10  # PWK repeats ten times in the 837D


@rule("ENC-14", Severity.HOLD, needs="attached")
def too_many_enclosures(claim: ClaimFacts) -> Spoken:
    """More enclosures than a claim can name.

    Checks: the number of enclosures; the format has room for ten.
    Why it is denied: the clearinghouse turns the file away.
    What to do: put films of one day on one sheet.
    """
    count = len(claim.attached)
    if count > ENCLOSURES_MAX:
        yield Said(
            text=f"{count} enclosures, and a claim can name {ENCLOSURES_MAX}.",
            fix="Put several on one sheet.",
        )
