from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import findings_of, notes_on, on_notes

REASONS = {"fracture", "structure", "decay", "recurrent_decay", "decay_depth", "nonrestorable"}


@line_rule("NOTE-13", Severity.WARN, codes="D2950", needs="notes")
def build_up_without_reason(claim: ClaimFacts, line: Line) -> Said | None:
    """A build-up whose note does not say what was missing of the tooth.

    Checks: the day's notes for a fracture, decay, or how much of the tooth was left.
    Why it is denied: plans pay it only where the crown would not hold without it, and else count it
    as part of the crown.
    What to do: let the provider note how much was missing, where and why.
    Silent when: no note of the day was read.
    """
    notes = notes_on(claim, line)
    if not notes or findings_of(notes) & REASONS:
        return None
    return Said(
        text="The note gives no reason for the build-up.",
        fix="Have the missing structure noted, with its cause.",
        stands_on=on_notes(notes),
    )
