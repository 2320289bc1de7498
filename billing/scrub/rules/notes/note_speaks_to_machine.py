from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import on_notes


@rule("NOTE-19", Severity.WARN, needs="notes")
def note_speaks_to_machine(claim: ClaimFacts) -> Spoken:
    """A note holds words meant for a machine.

    Checks: whether a note that was read tells a program what to do. Those lines count as nothing.
    Why it is denied: a reviewer who finds it doubts the whole chart.
    What to do: ask who wrote it; the provider corrects the note.
    """
    told = [note for note in claim.notes if note.speaks_to_machine]
    if told:
        yield Said(
            text="A note holds words meant for a machine; nothing in those lines counts.",
            fix="Ask who wrote it, and have the note corrected.",
            stands_on=on_notes(told),
        )
