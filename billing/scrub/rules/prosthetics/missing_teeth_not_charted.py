from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-09", Severity.WARN, codes="D5211..D5228 D6205..D6252")
def missing_teeth_not_charted(claim: ClaimFacts, line: Line) -> Said | None:
    """A bridge or partial denture, and no tooth is charted as missing.

    Checks: whether the chart names any missing tooth.
    Why it is denied: the payer wants to know which teeth are replaced and since when.
    What to do: chart the missing teeth, with the days of extraction where they are known.
    """
    if claim.missing:
        return None
    return Said(
        text=f"{line.code} needs the chart of missing teeth.", fix="Chart the missing teeth."
    )
