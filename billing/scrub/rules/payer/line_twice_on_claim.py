from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("PAY-10", Severity.HOLD, needs="repeated_codes")
def line_twice_on_claim(claim: ClaimFacts) -> Spoken:
    """The same line twice on one claim.

    Checks: code, tooth, surfaces, area and day of all lines that name a tooth.
    Why it is denied: the second is an exact duplicate of the first.
    What to do: take one off.
    Silent when: the lines name no tooth; images are often several.
    """
    seen = set()
    for line in claim.lines:
        if not line.tooth:
            continue
        key = (line.code, line.tooth, frozenset(line.surfaces), line.area, line.served_on)
        if key in seen:
            yield Said(
                line=line.number,
                text="The same line stands on this claim twice.",
                fix="Take one off.",
                stands_on=(("tooth", line.tooth),),
            )
        seen.add(key)
