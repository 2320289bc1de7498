from billing.coding.facts import coded
from billing.coding.teeth import TEETH, is_primary
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity

PERMANENT_CODES = coded(
    lambda one: one.dentition == "permanent" and one.area in {"tooth", "surface"}
)


@line_rule("DENT-02", Severity.WARN, codes=PERMANENT_CODES)
def permanent_code_on_primary(_claim: ClaimFacts, line: Line) -> Said | None:
    """A code for permanent teeth on a baby tooth.

    Checks: codes for permanent teeth against the tooth.
    Why it is denied: payers refuse it, but for a baby tooth that stayed because none followed.
    What to do: correct the tooth or the code; for a tooth that stayed, say that none follows.
    """
    if line.tooth not in TEETH or not is_primary(line.tooth):
        return None
    return Said(
        text=f"{line.code} is for permanent teeth; {line.tooth} is a baby tooth.",
        fix="Correct code or tooth; if the tooth stayed, say that none follows.",
        stands_on=(("tooth", line.tooth),),
    )
