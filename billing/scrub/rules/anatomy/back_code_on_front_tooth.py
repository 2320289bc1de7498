from billing.coding.facts import BACK_RESINS
from billing.coding.teeth import FRONT, TEETH, beside
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("TOOTH-05", Severity.HOLD, codes=BACK_RESINS.written)
def back_code_on_front_tooth(_claim: ClaimFacts, line: Line) -> Said | None:
    """A resin code for back teeth on a front tooth.

    Checks: the tooth of resin codes for back teeth.
    Why it is denied: code and tooth contradict each other.
    What to do: choose the resin code for front teeth, or correct the tooth.
    """
    if line.tooth not in TEETH or beside(line.tooth) not in FRONT:
        return None
    return Said(
        text=f"{line.code} is for back teeth; {line.tooth} is a front tooth.",
        fix="Correct code or tooth after the chart.",
        stands_on=(("tooth", line.tooth),),
    )
