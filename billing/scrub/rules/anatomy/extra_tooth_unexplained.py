from billing.coding.facts import TOOTH_CODES
from billing.coding.teeth import EXTRA_PERMANENT, EXTRA_PRIMARY
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity

EXTRA = frozenset((*EXTRA_PERMANENT, *EXTRA_PRIMARY))


@line_rule("TOOTH-12", Severity.WARN, codes=TOOTH_CODES)
def extra_tooth_unexplained(claim: ClaimFacts, line: Line) -> Said | None:
    """A supernumerary tooth without a word on it.

    Checks: lines on supernumerary teeth for a description or a narrative.
    Why it is denied: payers take the number for a mistake and ask.
    What to do: say where the extra tooth stands and what shows it.
    """
    if line.tooth not in EXTRA or line.description or claim.narrative:
        return None
    return Said(
        text=f"Tooth {line.tooth} is supernumerary and nothing explains it.",
        fix="Say where it stands, and enclose the image.",
        stands_on=(("tooth", line.tooth),),
    )
