from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ENC-18", Severity.INFO, needs="attached")
def same_file_twice(claim: ClaimFacts) -> Spoken:
    """The same file is enclosed twice.

    Checks: kind, day, teeth and size of every two files.
    Why it is denied: it is not; but one of both was meant to be another.
    What to do: take one out, or enclose the one that was meant.
    Silent when: sizes are not known.
    """
    seen: set[tuple[object, ...]] = set()
    for one in claim.attached:
        if one.bytes is None:
            continue
        face = (one.kind, one.made_on, one.teeth, one.bytes)
        if face in seen:
            yield Said(
                text=f"The same {one.kind.replace('_', ' ')} is enclosed twice.",
                fix="Take one out.",
            )
        seen.add(face)
