from billing.coding.codes import codes
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import notes_on, on_notes, was_done

NUMBED = codes("D9210..D9215")
ASLEEP = codes("D9222 D9223 D9230..D9248")


@line_rule("NOTE-10", Severity.WARN, codes="D9210..D9248", needs="notes")
def anesthesia_not_noted(claim: ClaimFacts, line: Line) -> Said | None:
    """Anaesthesia or sedation is claimed and the note has none.

    Checks: the day's notes for an agent, sedation or nitrous oxide.
    Why it is denied: payers ask for agent, dose and time, and take back what is not on record.
    What to do: let the provider add what was given, or take the line off.
    Silent when: no note was read for the day.
    """
    notes = notes_on(claim, line)
    if not notes:
        return None
    asleep = was_done(notes, frozenset(("sedation", "nitrous")))
    numb = any(note.anesthesia for note in notes)
    if (line.code in ASLEEP and asleep) or (line.code in NUMBED and numb):
        return None
    if line.code not in ASLEEP and line.code not in NUMBED:
        return None
    return Said(
        text=f"{line.code} is claimed and the note has no such agent.",
        fix="Have the agent, dose and time noted, or take the line off.",
        stands_on=on_notes(notes),
    )
