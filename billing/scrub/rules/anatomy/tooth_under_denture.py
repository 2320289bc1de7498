from billing.coding.arches import arch_of_code
from billing.coding.codes import codes
from billing.coding.teeth import arch_of
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity

WHOLE = codes("D5110..D5140")
ON_TEETH = "D1351..D1354 D2140..D2998 D3110..D3950 D4210..D4381 D7140 D7210"


@line_rule("TOOTH-10", Severity.WARN, codes=ON_TEETH, needs="history")
def tooth_under_denture(claim: ClaimFacts, line: Line) -> Said | None:
    """A service on a tooth of a jaw that has a full denture.

    Checks: services on teeth against full dentures delivered earlier in the same jaw.
    Why it is denied: under a full denture the payer expects no teeth.
    What to do: correct the tooth or its jaw, or say in the remarks that the tooth was kept.
    Silent when: the chart knows no full denture.
    """
    arch = arch_of(line.tooth)
    if not arch or line.served_on is None:
        return None
    for past in claim.earlier(WHOLE, line.served_on):
        if arch_of_code(past.code) == arch:
            return Said(
                text=f"The jaw of tooth {line.tooth} has a full denture since {past.served_on}.",
                fix="Correct the tooth, or say that it was kept.",
                stands_on=(("history", str(past.served_on)),),
            )
    return None
