from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import notes_on, on_notes, steps_of

SURGERY = {"bone_removed", "sectioned", "flap"}


@line_rule("NOTE-12", Severity.WARN, codes="D7210", needs="notes")
def surgical_extraction_without_surgery(claim: ClaimFacts, line: Line) -> Said | None:
    """A surgical extraction whose note has neither bone removal, section nor flap.

    Checks: steps in the notes of the day.
    Why it is denied: without one of them plans pay the price of a simple extraction.
    What to do: let the provider add what was done, or bill the simple extraction.
    Silent when: no note of the day was read.
    """
    notes = notes_on(claim, line)
    if not notes or steps_of(notes) & SURGERY:
        return None
    return Said(
        text="The note has no removal of bone, section or flap.",
        fix="Have the note completed, or bill a simple extraction.",
        stands_on=on_notes(notes),
    )
