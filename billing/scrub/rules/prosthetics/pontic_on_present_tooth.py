from billing.coding.facts import PONTICS
from billing.coding.teeth import is_tooth
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-10", Severity.WARN, codes=PONTICS.written, needs="missing")
def pontic_on_present_tooth(claim: ClaimFacts, line: Line) -> Said | None:
    """A bridge replaces a tooth that is still there.

    Checks: the tooth of each pontic against the chart of missing teeth.
    Why it is denied: a tooth that is there needs no replacement.
    What to do: chart the extraction, or correct the tooth.
    Silent when: no tooth is charted as missing; PROS-09 asks for the chart.
    """
    if not is_tooth(line.tooth) or any(one.tooth == line.tooth for one in claim.missing):
        return None
    return Said(
        text=f"Tooth {line.tooth} is replaced and not charted as missing.",
        fix="Chart the extraction, or correct the tooth.",
        stands_on=(("tooth", line.tooth),),
    )
