from billing.coding.facts import LOWER_DENTURES, UPPER_DENTURES
from billing.coding.teeth import arch_of
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-17", Severity.HOLD, codes="D5110..D5140 D5211..D5228")
def denture_and_arch_contradict(_claim: ClaimFacts, line: Line) -> Said | None:
    """A denture's code is for one jaw and its area for the other.

    Checks: the area, and the teeth that are named, against the jaw of the code.
    Why it is denied: the payer cannot tell which jaw is meant.
    What to do: correct the code or the area after the chart.
    Silent when: neither area nor teeth are named.
    """
    wrong = "02" if line.code in UPPER_DENTURES else "01"
    if line.code not in UPPER_DENTURES and line.code not in LOWER_DENTURES:
        return None
    jaw = "L" if line.code in UPPER_DENTURES else "U"
    if line.area != wrong and not any(arch_of(one) == jaw for one in line.teeth):
        return None
    return Said(
        text=f"{line.code} is not for the {'lower' if wrong == '02' else 'upper'} jaw.",
        fix="Correct code or area after the chart.",
    )
