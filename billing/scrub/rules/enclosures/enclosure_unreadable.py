from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

QUALITY_MIN = 50


@rule("ENC-09", Severity.WARN, needs="attached")
def enclosure_unreadable(claim: ClaimFacts) -> Spoken:
    """An enclosure was judged as hardly readable.

    Checks: the quality noted for each file, of 100.
    Why it is denied: reviewers turn away what they cannot see.
    What to do: scan or take it again.
    Silent when: nobody judged it.
    """
    for one in claim.attached:
        if one.quality is not None and one.quality < QUALITY_MIN:
            yield Said(
                text=f"The {one.kind.replace('_', ' ')} is of poor quality ({one.quality}).",
                fix="Scan or take it again.",
            )
