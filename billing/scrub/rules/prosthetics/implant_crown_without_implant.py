from billing.coding.facts import IMPLANT_BODIES
from billing.scrub.catalog import line_rule
from billing.scrub.charted import has_at
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-15", Severity.WARN, codes="D6058..D6067", needs="history")
def implant_crown_without_implant(claim: ClaimFacts, line: Line) -> Said | None:
    """A crown on an implant, and no implant is on file.

    Checks: an implant at the same tooth, on this claim or in the patient's history.
    Why it is denied: the payer has no implant on file and asks for the surgeon's record.
    What to do: enter the implant with its day; another office may have placed it.
    Silent when: nothing at all is known of the patient's history.
    """
    if not line.tooth or has_at(claim, line.tooth, IMPLANT_BODIES):
        return None
    return Said(
        text=f"No implant is on file at tooth {line.tooth}.",
        fix="Enter the implant with its day.",
        stands_on=(("tooth", line.tooth),),
    )
