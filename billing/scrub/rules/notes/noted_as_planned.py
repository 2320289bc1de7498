from billing.notes.services import words_for
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import notes_on, on_notes, was_done


@line_rule("NOTE-08", Severity.WARN, needs="notes undone real")
def noted_as_planned(claim: ClaimFacts, line: Line) -> Said | None:
    """The note only plans the service.

    Checks: the service of the line against what the day's notes plan, recommend or postpone, where
    none says it was done.
    Why it is denied: a planned service is no service yet.
    What to do: bill it when it is done, or let the provider correct the note.
    Silent when: it is an estimate, or the note also says it was done.
    """
    notes = notes_on(claim, line)
    if not notes:
        return None
    names = words_for(line.code)
    if not any(names & set(note.planned) for note in notes) or was_done(notes, names):
        return None
    return Said(
        text=f"The note plans {line.code} and does not say that it was done.",
        fix="Bill it when it is done, or have the note completed.",
        stands_on=on_notes(notes),
    )
