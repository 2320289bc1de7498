from billing.notes.services import words_for
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import notes_on, on_notes, was_done


@line_rule("NOTE-06", Severity.WARN, needs="notes undone")
def noted_as_not_done(claim: ClaimFacts, line: Line) -> Said | None:
    """The note says that the service was not done.

    Checks: the service of the line against what the day's notes deny, where none says it was done.
    Why it is denied: billing for what was not done is a false claim.
    What to do: take the line off, or let the provider correct the note.
    Silent when: the note also says it was done, for instance on another tooth.
    """
    notes = notes_on(claim, line)
    if not notes:
        return None
    names = words_for(line.code)
    if not any(names & set(note.negated) for note in notes) or was_done(notes, names):
        return None
    return Said(
        text=f"The note says that {line.code} was not done.",
        fix="Take the line off, or have the note corrected.",
        stands_on=on_notes(notes),
    )
