from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.narratives import payer_wants_narrative, usually_wanted

WORDS_MIN = 5


@rule("NARR-10", Severity.INFO, needs="narrative")
def narrative_too_short(claim: ClaimFacts) -> Spoken:
    """A narrative of a word or two where the service must be explained.

    Checks: fewer than five words, where a line's code usually wants a narrative.
    Why it is denied: "medically necessary" alone convinces nobody.
    What to do: name the tooth, what was found and what was done.
    Silent when: no line needs a narrative.
    """
    if len(claim.narrative.split()) >= WORDS_MIN:
        return
    if any(usually_wanted(line) or payer_wants_narrative(claim, line) for line in claim.lines):
        yield Said(
            text="The narrative is too short to explain the service.",
            fix="Name the tooth, what was found and what was done.",
        )
