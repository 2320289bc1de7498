from billing.coding.facts import TOOTH_CODES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("SURF-06", Severity.WARN, codes=TOOTH_CODES)
def cheek_side_named_twice(_claim: ClaimFacts, line: Line) -> Said | None:
    """The outer side of a tooth under two of its names.

    Checks: lines that name more than one of B, F and V, which are one side of the tooth.
    Why it is denied: the payer counts one surface less, and pays the smaller code.
    What to do: keep one of the names and check the code's count of surfaces.
    """
    if len(line.surfaces) < 2 or len(OUTER & set(line.surfaces)) < 2:
        return None
    return Said(
        text=f"Surfaces {line.surfaces} name the outer side twice.",
        fix="Keep one name, and check how many surfaces the code counts.",
    )


OUTER = frozenset("BFV")
