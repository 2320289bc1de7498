from billing.coding.facts import SURFACE_CODES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("SURF-02", Severity.HOLD, codes=SURFACE_CODES)
def surfaces_missing(_claim: ClaimFacts, line: Line) -> Said | None:
    """A code that counts surfaces, and no surface named.

    Checks: fillings, inlays and onlays for at least one surface.
    Why it is denied: the payer cannot tell which part of the tooth was restored.
    What to do: add the surfaces from the chart.
    """
    if line.surfaces:
        return None
    return Said(text=f"{line.code} needs its surfaces.", fix="Add the surfaces from the chart.")
