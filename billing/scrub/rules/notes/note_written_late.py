from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts, Noted
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import on_notes

LATE_DAYS = 7


@rule("NOTE-18", Severity.INFO, needs="notes real")
def note_written_late(claim: ClaimFacts) -> Spoken:
    """The note was written more than a week after the visit.

    Checks: the day of writing against the day of the visit, for days on the claim.
    Why it is denied: a note written long after looks written for the claim.
    What to do: nothing for this claim; the note should say that it is a late entry.
    Silent when: either day is unknown.
    """
    days = {line.served_on for line in claim.lines}
    late = [note for note in claim.notes if note.served_on in days and _days_late(note) > LATE_DAYS]
    if late:
        yield Said(
            text=f"The note was written {_days_late(late[0])} days after the visit.",
            fix="See that the note says it is a late entry.",
            stands_on=on_notes(late),
        )


def _days_late(note: Noted) -> int:
    if note.written_on is None or note.served_on is None:
        return 0
    return (note.written_on - note.served_on).days
