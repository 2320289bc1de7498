from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import on_notes


@line_rule("NOTE-04", Severity.WARN, needs="notes")
def note_is_of_other_day(claim: ClaimFacts, line: Line) -> Said | None:
    """The note of this very procedure is of another day than the claim.

    Checks: notes that hang on the line's code, by the day of their visit.
    Why it is denied: a day of service that the chart does not have cannot be defended.
    What to do: compare chart and claim, and correct the day that is wrong.
    Silent when: a note of the line's day hangs on the code, or days are unknown.
    """
    own = [n for n in claim.notes if n.procedure_code == line.code and n.served_on]
    days = {note.served_on for note in own if note.served_on}
    if not days or line.served_on is None or line.served_on in days:
        return None
    return Said(
        text=f"The claim says {line.served_on}, the note of the procedure {max(days)}.",
        fix="Correct the day of service, or find the note of that day.",
        stands_on=on_notes(own),
    )
