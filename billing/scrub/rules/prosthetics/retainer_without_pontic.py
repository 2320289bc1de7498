from billing.coding.facts import PONTICS, RETAINERS
from billing.coding.teeth import arch_of
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-14", Severity.WARN, codes=RETAINERS.written)
def retainer_without_pontic(claim: ClaimFacts, line: Line) -> Said | None:
    """The end of a bridge without its middle.

    Checks: a pontic in the same arch on the same claim, and none in history within three months.
    Why it is denied: a single unit is a crown, and has another code.
    What to do: put all parts of the bridge on one claim, or bill a crown.
    """
    arch = arch_of(line.tooth)
    for one in claim.lines:
        if one.code in PONTICS and (not arch or arch_of(one.tooth) in {arch, ""}):
            return None
    day = line.served_on or claim.today
    for past in claim.history:
        if past.code in PONTICS and abs((past.served_on - day).days) <= 92:
            return None
    return Said(
        text=f"{line.code} stands on the claim without a pontic.",
        fix="Put all parts of the bridge on one claim.",
        stands_on=(("tooth", line.tooth),),
    )
