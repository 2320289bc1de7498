from billing.scrub.catalog import line_rule
from billing.scrub.chart import gone
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("TOOTH-09", Severity.HOLD, codes="D7111 D7140 D7210..D7241")
def tooth_removed_twice(claim: ClaimFacts, line: Line) -> Said | None:
    """An extraction of a tooth that was taken out before.

    Checks: extractions against earlier ones of the same tooth and against missing teeth.
    Why it is denied: a tooth comes out once; the payer takes the second for a duplicate.
    What to do: correct the tooth; if roots were left, use the code for them.
    Silent when: the chart shows neither an extraction nor a missing tooth.
    """
    if not line.tooth or line.served_on is None:
        return None
    lost = gone(claim, line.tooth, line.served_on)
    if lost is None:
        return None
    return Said(
        text=f"Tooth {line.tooth} was gone{f' since {lost.on}' if lost.on else ''}.",
        fix="Correct the tooth, or use the code for roots that were left.",
        stands_on=(lost.stands,),
        severity=None if lost.on else Severity.WARN,
    )
