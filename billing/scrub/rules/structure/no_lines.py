from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-01", Severity.HOLD)
def no_lines(claim: ClaimFacts) -> Spoken:
    """A claim with no service on it.

    Checks: that there is at least one line.
    Why it is denied: there is nothing to pay, and the file is turned away.
    What to do: add the services, or delete the claim.
    """
    if not claim.lines:
        yield Said(text="The claim has no service on it.", fix="Add the services.")
