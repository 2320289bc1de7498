from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.narratives import told_by

STOCK = ("medically necessary", "dentally necessary", "standard of care", "treatment was needed",
         "in my professional opinion", "necessary for the health", "good oral health",
         "needed to be done")  # fmt: skip
FACTS = ("tooth", "finding", "diagnosis", "probing", "pocket", "structure", "bone_loss", "test",
         "quadrant", "decay_depth", "mobility", "furcation")  # fmt: skip


@rule("NARR-13", Severity.INFO, needs="narrative")
def narrative_without_fact(claim: ClaimFacts) -> Spoken:
    """Stock phrases, and not one fact of the patient's mouth.

    Checks: a narrative with a stock phrase and neither tooth, finding nor measure.
    Why it is denied: reviewers skip sentences that stand in every claim.
    What to do: say what was found on which tooth.
    """
    told = claim.narrative.lower()
    stock = any(phrase in told for phrase in STOCK)
    if stock and not any(True for _ in told_by(claim.narrative).of(*FACTS)):
        yield Said(
            text="The narrative is a stock phrase without a fact.",
            fix="Say what was found, and where.",
        )
