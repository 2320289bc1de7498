from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule(
    "AREA-02",
    Severity.WARN,
    codes="D4322 D4323 D5876 D7340 D7350 D7471 D7970 D9944..D9946",
)
def arch_missing(_claim: ClaimFacts, line: Line) -> Said | None:
    """A code for an arch that does not say which, and no arch named.

    Checks: lines with a code for either arch for its area; a tooth in it will do.
    Why it is denied: the payer cannot tell upper from lower, nor count its limit.
    What to do: add the arch.
    """
    if line.area or line.tooth or line.teeth:
        return None
    return Said(text=f"{line.code} needs an arch.", fix="Add the arch: upper or lower.")
