from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-19", Severity.WARN, needs="diagnoses")
def diagnosis_twice(claim: ClaimFacts) -> Spoken:
    """The same diagnosis twice on one claim.

    Checks: the diagnoses against each other, with or without the point.
    Why it is denied: some clearinghouses turn a repeated diagnosis away; it also takes the place
    of another.
    What to do: take one of them off.
    """
    bare = [code.replace(".", "") for code in claim.diagnoses]
    if len(set(bare)) < len(bare):
        yield Said(text="A diagnosis is on the claim twice.", fix="Take one of them off.")
