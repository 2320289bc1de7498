from billing.coding.facts import EXTRACTIONS, UPPER_DENTURES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-20", Severity.WARN, codes="D5110..D5140", needs="missing")
def full_denture_over_teeth(claim: ClaimFacts, line: Line) -> Said | None:
    """A full denture in a jaw that still has teeth.

    Checks: the chart of missing teeth, with extractions on the claim, against the whole jaw but
    for wisdom teeth.
    Why it is denied: with teeth left, a plan pays a partial denture.
    What to do: complete the chart, or correct the code.
    Silent when: no tooth of the jaw is charted as missing; the chart is then not kept.
    """
    upper = line.code in UPPER_DENTURES
    jaw = [str(n) for n in (range(2, 16) if upper else range(18, 32))]
    lost = {one.tooth for one in claim.missing if one.tooth in jaw}
    if not lost:
        return None
    lost.update(one.tooth for one in claim.lines if one.code in EXTRACTIONS and one.tooth in jaw)
    if len(lost) >= len(jaw):
        return None
    return Said(
        text=f"{len(jaw) - len(lost)} teeth of the jaw are not charted as missing.",
        fix="Complete the chart, or correct the code.",
    )
