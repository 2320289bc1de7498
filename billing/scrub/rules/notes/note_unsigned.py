from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import on_notes


@rule("NOTE-17", Severity.WARN, needs="notes real")
def note_unsigned(claim: ClaimFacts) -> Spoken:
    """The note of the visit is not signed.

    Checks: notes of a day on the claim that are known to be unsigned.
    Why it is denied: payers accept only signed notes at review, and a later one
    looks made up.
    What to do: let the provider read and sign the note.
    Silent when: the practice's system does not say whether notes are signed.
    """
    days = {line.served_on for line in claim.lines}
    open_ = [
        note
        for note in claim.notes
        if note.is_signed is False and (note.served_on or note.written_on) in days
    ]
    if open_:
        yield Said(
            text="The note of the visit is not signed.",
            fix="Let the provider read and sign it.",
            stands_on=on_notes(open_),
        )
