from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-19", Severity.WARN, codes="D5211..D5228", needs="missing")
def partial_replaces_present_tooth(claim: ClaimFacts, line: Line) -> Said | None:
    """A partial denture replaces a tooth that is still there.

    Checks: the teeth on the line against the chart of missing teeth.
    Why it is denied: a tooth that is there needs no replacement.
    What to do: chart the extraction, or take the tooth off the line.
    Silent when: no tooth is charted as missing.
    """
    lost = {one.tooth for one in claim.missing}
    there = [tooth for tooth in line.teeth if tooth not in lost]
    if not there:
        return None
    return Said(
        text=f"Not charted as missing: {', '.join(there)}.",
        fix="Chart the extraction, or take the tooth off.",
        stands_on=tuple(("tooth", tooth) for tooth in there),
    )
