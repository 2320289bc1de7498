from billing.notes.services import words_for
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line, Noted
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import on_notes


@line_rule("NOTE-16", Severity.WARN, codes="D1110..D9952", needs="notes real")
def service_not_noted(claim: ClaimFacts, line: Line) -> Said | None:
    """No note of the day speaks of the service.

    Checks: whether the notes of the line's day name what was done, or one hangs on its code.
    Why it is denied: what is not in the chart was not done, for whoever audits it.
    What to do: find the note, or let the provider write it.
    Silent when: we know no words for the code, or a note of the day was not read.
    """
    names = words_for(line.code)
    day = line.served_on
    if not names or day is None:
        return None
    of_day = [n for n in claim.notes if (n.served_on or n.written_on) == day]
    if any(not note.is_read or note.procedure_code == line.code for note in of_day):
        return None
    if any(line.code in note.codes or names & _named(note) for note in of_day):
        return None
    return Said(
        text=f"No note of {day} speaks of {line.code}.",
        fix="Find the note of the visit, or have it written.",
        stands_on=on_notes(of_day),
    )


def _named(note: Noted) -> set[str]:
    """Whatever it says of them; denied or planned is another rule's."""
    return {*(s for s, _ in note.services), *note.negated, *note.planned, *note.refused}
