from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-01", Severity.HOLD, codes="D2710..D2794 D5110..D5228 D6058..D6077 D6205..D6794")
def first_or_again_not_said(_claim: ClaimFacts, line: Line) -> Said | None:
    """A crown, bridge or denture, and nobody said whether it is the first.

    Checks: the mark for a first placement or a replacement.
    Why it is denied: the file must carry the mark, and the payer's waiting time hangs on it.
    What to do: ask the dentist, and set the mark.
    """
    if line.is_replacement is not None:
        return None
    return Said(
        text=f"{line.code} must say whether it is the first or a replacement.", fix="Set the mark."
    )
