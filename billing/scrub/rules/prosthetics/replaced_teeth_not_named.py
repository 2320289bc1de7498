from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-18", Severity.WARN, codes="D5211..D5228")
def replaced_teeth_not_named(_claim: ClaimFacts, line: Line) -> Said | None:
    """A partial denture that names no tooth it replaces.

    Checks: the teeth on the line.
    Why it is denied: the payer wants each replaced tooth, to see which were lost before cover.
    What to do: name the teeth.
    """
    if line.teeth or line.tooth:
        return None
    return Said(text=f"{line.code} names no replaced teeth.", fix="Name the replaced teeth.")
