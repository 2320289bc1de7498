from billing.coding.teeth import TEETH, Kind, kind_of
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity

KINDS = {
    **dict.fromkeys(("D3310", "D3346", "D3410"), Kind.INCISOR_OR_CANINE),
    **dict.fromkeys(("D3320", "D3347", "D3421"), Kind.PREMOLAR),
    **dict.fromkeys(("D3330", "D3348", "D3425"), Kind.MOLAR),
}


@line_rule("TOOTH-06", Severity.HOLD, codes=" ".join(KINDS))
def root_canal_of_other_tooth(_claim: ClaimFacts, line: Line) -> Said | None:
    """A root canal code for another kind of tooth.

    Checks: codes for root canals, their repeats and root ends against front tooth, premolar or
    molar. A primary molar counts as a molar.
    Why it is denied: code and tooth contradict each other.
    What to do: choose the code of that kind of tooth, or correct the tooth.
    """
    if line.tooth not in TEETH or kind_of(line.tooth) == KINDS[line.code]:
        return None
    return Said(
        text=f"{line.code} does not fit tooth {line.tooth} ({kind_of(line.tooth)}).",
        fix="Correct code or tooth after the chart.",
        stands_on=(("tooth", line.tooth),),
    )
