from billing.coding.facts import IMPLANT_RETAINERS, PONTICS, RETAINERS
from billing.coding.teeth import arch_of
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-13", Severity.WARN, codes=PONTICS.written)
def pontic_without_retainer(claim: ClaimFacts, line: Line) -> Said | None:
    """The middle of a bridge without its ends.

    Checks: a retainer in the same arch, on a tooth or an implant, on the same claim.
    Why it is denied: the payer pays a bridge as a whole and puts single parts aside.
    What to do: put all parts of the bridge on one claim.
    """
    arch = arch_of(line.tooth)
    for one in claim.lines:
        holds = one.code in RETAINERS or one.code in IMPLANT_RETAINERS
        if holds and (not arch or arch_of(one.tooth) in {arch, ""}):
            return None
    return Said(
        text=f"{line.code} stands on the claim without a retainer.",
        fix="Put all parts of the bridge on one claim.",
        stands_on=(("tooth", line.tooth),),
    )
