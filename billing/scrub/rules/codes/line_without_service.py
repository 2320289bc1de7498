from billing.coding.codes import codes
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity

MISSED = codes("D9985..D9987")


@line_rule("CODE-12", Severity.WARN, codes=MISSED.written)
def line_without_service(_claim: ClaimFacts, line: Line) -> Said | None:
    """A tax or a missed visit on an insurance claim.

    Checks: lines with codes for sales tax and for visits that were missed or called off.
    Why it is denied: nothing was done to the patient, so no dental plan pays it.
    What to do: take the line off; bill the patient where the practice's rules say so.
    """
    return Said(
        text=f"{line.code} is no service to the patient.",
        fix="Take the line off the claim.",
    )
