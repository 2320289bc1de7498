from billing.coding.facts import ABUTMENTS
from billing.scrub.catalog import line_rule
from billing.scrub.charted import has_at
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-16", Severity.WARN, codes="D6058..D6064", needs="history")
def abutment_crown_without_abutment(claim: ClaimFacts, line: Line) -> Said | None:
    """A crown on an abutment, and no abutment is on file.

    Checks: an abutment at the same tooth, on this claim or in the patient's history.
    Why it is denied: a crown that sits on the implant itself has another code.
    What to do: add the abutment, or correct the code.
    Silent when: nothing at all is known of the patient's history.
    """
    if not line.tooth or has_at(claim, line.tooth, ABUTMENTS):
        return None
    return Said(
        text=f"No abutment is on file at tooth {line.tooth}.",
        fix="Add the abutment, or correct the code.",
        stands_on=(("tooth", line.tooth),),
    )
