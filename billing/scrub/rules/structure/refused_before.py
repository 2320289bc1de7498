from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

WHO = {"payer": "The payer"}


@rule("STR-38", Severity.WARN, needs="refused")
def refused_before(claim: ClaimFacts) -> Spoken:
    """The claim went out before and was not taken.

    Checks: what a clearinghouse or payer said of the claim when it turned it away, with the field
    that the reason points at.
    Why it is denied: what was wrong is turned away again, and a claim that nobody took was never
    filed.
    What to do: mend what is named, here or in the practice's system, and let the claim go.
    """
    for one in claim.refused:
        at = f" ({one.field.replace('_', ' ').replace('.', ', ')})" if one.field else ""
        yield Said(
            text=f"{WHO.get(one.by, 'The clearinghouse')} turned it away: {one.words}{at}"[:400],
            fix="Mend what is named before it goes again.",
            line=one.line,
        )
