from billing.coding.teeth import TEETH
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("TOOTH-02", Severity.HOLD)
def tooth_unknown(_claim: ClaimFacts, line: Line) -> Said | None:
    """A tooth that does not exist.

    Checks: teeth against 1 to 32, A to T, and the names of supernumerary teeth, 51 to 82 and AS
    to TS.
    Why it is denied: the clearinghouse turns the claim away.
    What to do: correct the tooth; ISO numbers must be changed to these.
    """
    if (not line.tooth or line.tooth in TEETH) and (not line.teeth or TEETH.issuperset(line.teeth)):
        return None
    wrong = sorted({line.tooth, *line.teeth} - TEETH - {""})
    return Said(text=f"There is no tooth {', '.join(wrong)}.", fix="Correct the tooth.")
