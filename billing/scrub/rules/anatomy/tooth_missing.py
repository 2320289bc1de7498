from billing.coding.codes import codes
from billing.coding.facts import TOOTH_CODES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("TOOTH-01", Severity.WARN, codes=TOOTH_CODES)
def tooth_missing(_claim: ClaimFacts, line: Line) -> Said | None:
    """A code for a tooth, and no tooth named.

    Checks: lines whose code is about one tooth for a tooth number.
    Why it is denied: the payer cannot tell which tooth, and no limit can be checked.
    What to do: add the tooth from the chart.
    """
    if line.tooth or line.teeth:
        return None
    return Said(
        text=f"{line.code} needs a tooth.",
        fix="Add the tooth from the chart.",
        severity=Severity.HOLD if line.code in SURELY else None,
    )


SURELY = codes(
    "D1351..D1354 D2140..D2794 D3110..D3430 D4249 D6010 D6058..D6077 D6205..D6794 D7111..D7251"
)
