from billing.coding.facts import FRONT_RESINS
from billing.coding.teeth import FRONT, TEETH, beside
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("TOOTH-04", Severity.HOLD, codes=f"{FRONT_RESINS.written} D2390")
def front_code_on_back_tooth(_claim: ClaimFacts, line: Line) -> Said | None:
    """A resin code for front teeth on a back tooth.

    Checks: the tooth of resin codes for front teeth.
    Why it is denied: code and tooth contradict each other.
    What to do: choose the resin code for back teeth, or correct the tooth.
    """
    if line.tooth not in TEETH or beside(line.tooth) in FRONT:
        return None
    return Said(
        text=f"{line.code} is for front teeth; {line.tooth} is a back tooth.",
        fix="Correct code or tooth after the chart.",
        stands_on=(("tooth", line.tooth),),
    )
