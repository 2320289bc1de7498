from billing.coding.facts import coded
from billing.coding.teeth import TEETH, is_primary
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity

PRIMARY_CODES = coded(lambda one: one.dentition == "primary" and one.area in {"tooth", "surface"})


@line_rule("DENT-01", Severity.HOLD, codes=PRIMARY_CODES)
def primary_code_on_permanent(_claim: ClaimFacts, line: Line) -> Said | None:
    """A code for baby teeth on a permanent tooth.

    Checks: codes for the first teeth against the tooth.
    Why it is denied: code and tooth contradict each other.
    What to do: correct the tooth, or choose the code for permanent teeth.
    """
    if line.tooth not in TEETH or is_primary(line.tooth):
        return None
    return Said(
        text=f"{line.code} is for baby teeth; {line.tooth} is a permanent one.",
        fix="Correct code or tooth after the chart.",
        stands_on=(("tooth", line.tooth),),
    )
