from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-16", Severity.HOLD, needs="diagnoses")
def too_many_diagnoses(claim: ClaimFacts) -> Spoken:
    """More than four diagnoses.

    Checks: their number on the claim.
    Why it is denied: a dental claim has room for four.
    What to do: keep the four that the services stand on.
    """
    if len(claim.diagnoses) > 4:
        yield Said(
            text=f"The claim has {len(claim.diagnoses)} diagnoses; four are the most.",
            fix="Keep the four that matter.",
        )
