from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ELIG-06", Severity.HOLD, needs="benefits real")
def after_cover(claim: ClaimFacts) -> Spoken:
    """A service after the cover ended.

    Checks: each line's day against the last day of cover.
    Why it is denied: the plan pays for nothing that was done after it.
    What to do: ask the patient for the new plan; a crown begun before may still be paid.
    Silent when: the last day is unknown.
    """
    ends = claim.benefits.ends_on if claim.benefits else None
    if ends is None:
        return
    for line in claim.lines:
        if line.served_on is not None and line.served_on > ends:
            yield Said(
                line=line.number,
                text=f"Cover ended on {ends}.",
                fix="Ask the patient for the new plan.",
                stands_on=(("benefit", "end"),),
            )
