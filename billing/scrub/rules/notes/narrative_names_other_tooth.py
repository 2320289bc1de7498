from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.narratives import claim_teeth, told_by


@rule("NARR-04", Severity.WARN, needs="narrative")
def narrative_names_other_tooth(claim: ClaimFacts) -> Spoken:
    """The narrative speaks of a tooth that is not on the claim.

    Checks: teeth named in the narrative against the lines' teeth and the missing ones.
    Why it is denied: claim and narrative contradict each other.
    What to do: correct the tooth in the narrative or on the line.
    Silent when: no line has a tooth, or one of the narrative's teeth is on the claim as an anchor
    for the others.
    """
    known = claim_teeth(claim)
    named = {fact.value for fact in told_by(claim.narrative).of("tooth")}
    if known and named and not named & known:
        yield Said(
            text=f"The narrative names tooth {', '.join(sorted(named))}, no line does.",
            fix="Correct the tooth in the narrative or on the line.",
            stands_on=tuple(("tooth", tooth) for tooth in sorted(named)),
        )
