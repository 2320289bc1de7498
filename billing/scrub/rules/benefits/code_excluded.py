from billing.coding.codes import codes
from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("BEN-05", Severity.HOLD, needs="benefits benefits:excluded real")
def code_excluded(claim: ClaimFacts) -> Spoken:
    """A service that the plan does not cover at all.

    Checks: each code against those the plan named as not covered.
    Why it is denied: it is not covered.
    What to do: bill the patient; with a second plan, send it for the answer that plan wants.
    Silent when: the plan named none.
    """
    assert claim.benefits is not None
    excluded = codes(claim.benefits.excluded)
    for line in claim.lines:
        if line.code in excluded:
            yield Said(
                line=line.number,
                text=f"The plan does not cover {line.code}.",
                fix="Bill the patient, or send it on for another plan.",
                severity=Severity.WARN if claim.covers > 1 else None,
                stands_on=(("benefit", "excluded"),),
            )
