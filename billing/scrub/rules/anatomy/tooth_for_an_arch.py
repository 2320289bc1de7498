from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("AREA-06", Severity.WARN, codes="D5110..D5140 D5410..D5422 D5710..D5765")
def tooth_for_an_arch(_claim: ClaimFacts, line: Line) -> Said | None:
    """One tooth on a code for a whole arch.

    Checks: full dentures and their adjustments and relines for a single tooth on the line.
    Why it is denied: some payers refuse a tooth on such a line, or count it for that tooth.
    What to do: take the tooth off; the code says its arch.
    """
    if not line.tooth:
        return None
    return Said(
        text=f"{line.code} is for an arch and names tooth {line.tooth}.",
        fix="Take the tooth off the line.",
    )
