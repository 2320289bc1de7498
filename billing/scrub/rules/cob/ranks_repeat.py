from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-15", Severity.HOLD, needs="others")
def ranks_repeat(claim: ClaimFacts) -> Spoken:
    """Two plans have the same rank.

    Checks: the ranks of all plans on the claim.
    Why it is denied: the file may name one first plan only.
    What to do: say which plan pays first.
    """
    ranks = [claim.rank, *(one.rank for one in claim.others)]
    if len(set(ranks)) < len(ranks):
        yield Said(text="Two plans have the same rank.", fix="Say which plan pays first.")
