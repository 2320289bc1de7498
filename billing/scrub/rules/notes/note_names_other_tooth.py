from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import notes_on, on_notes, teeth_of


@line_rule("NOTE-01", Severity.WARN, needs="notes")
def note_names_other_tooth(claim: ClaimFacts, line: Line) -> Said | None:
    """The note has the service on another tooth than the claim.

    Checks: the line's tooth against the teeth on which that day's notes say the service was done.
    Why it is denied: the payer compares note, radiograph and claim, and pays
    where they agree.
    What to do: read the note; correct the claim, or let the provider add to the note.
    Silent when: no note was read for the day, or it names no tooth for the service.
    """
    if not line.tooth:
        return None
    notes = notes_on(claim, line)
    named = {tooth for note in notes for tooth in teeth_of(note, line.code)}
    if not named or line.tooth in named:
        return None
    return Said(
        text=f"The claim names tooth {line.tooth}, the note {', '.join(sorted(named))}.",
        fix="Correct the tooth on the claim, or have the note corrected.",
        stands_on=on_notes(notes),
    )
