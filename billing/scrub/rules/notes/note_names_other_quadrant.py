from billing.coding.teeth import quadrant_of
from billing.scrub.catalog import line_rule
from billing.scrub.edits import AREA_QUADRANTS
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import notes_on, on_notes


@line_rule("NOTE-05", Severity.WARN, codes="D4210..D4261 D4341 D4342 D7310..D7321", needs="notes")
def note_names_other_quadrant(claim: ClaimFacts, line: Line) -> Said | None:
    """A quadrant is claimed that the note does not name.

    Checks: the line's quadrant against the quadrants and teeth the day's notes name.
    Why it is denied: four quadrants claimed and two noted is what payers audit for.
    What to do: bill the quadrants that were treated, each on its day.
    Silent when: the notes name no quadrant.
    """
    claimed = AREA_QUADRANTS.get(line.area, ())
    if len(claimed) != 1:
        return None
    notes = notes_on(claim, line)
    named = {quadrant for note in notes for quadrant in note.quadrants}
    if not named or named & set(claimed):
        return None
    if any(quadrant_of(tooth) == claimed[0] for note in notes for tooth in note.teeth):
        return None
    return Said(
        text=f"{claimed[0]} is claimed, the note names {', '.join(sorted(named))}.",
        fix="Bill the quadrants of the note, or have the note corrected.",
        stands_on=on_notes(notes),
    )
