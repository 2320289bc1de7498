from billing.coding.facts import TOOTH_CODES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("CODE-10", Severity.WARN, codes=TOOTH_CODES)
def units_on_one_tooth(_claim: ClaimFacts, line: Line) -> Said | None:
    """Several units of a service that a tooth gets once.

    Checks: lines with a code for a single tooth and more than one unit.
    Why it is denied: one tooth gets it once a day; the further units count as repeats.
    What to do: one line for each tooth, with one unit.
    """
    if line.quantity <= 1:
        return None
    return Said(
        text=f"{line.quantity} units of {line.code} on one line.",
        fix="Write one line for each tooth.",
    )
