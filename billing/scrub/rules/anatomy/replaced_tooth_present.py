from datetime import timedelta

from billing.scrub.catalog import line_rule
from billing.scrub.chart import REMOVALS, gone
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("TOOTH-11", Severity.WARN, codes="D6010 D6205..D6252", needs="missing")
def replaced_tooth_present(claim: ClaimFacts, line: Line) -> Said | None:
    """A tooth is replaced that the chart does not show as missing.

    Checks: implants and false teeth of a bridge against missing teeth and extractions, those of
    the same day too.
    Why it is denied: the payer asks when the tooth was lost, and its records show it present.
    What to do: enter the missing tooth and its day, or correct the tooth of the line.
    Silent when: the chart of missing teeth is empty, and so was perhaps never kept.
    """
    if not line.tooth or line.served_on is None:
        return None
    if gone(claim, line.tooth, line.served_on + timedelta(days=1)) is not None:
        return None
    if any(one.tooth == line.tooth for one in claim.lines_of(REMOVALS)):
        return None
    return Said(
        text=f"The chart does not show tooth {line.tooth} as missing.",
        fix="Enter the missing tooth with its day, or correct the line.",
        stands_on=(("tooth", line.tooth),),
    )
