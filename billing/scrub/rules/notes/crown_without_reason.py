from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import findings_of, notes_on, on_notes, was_done

REASONS = {
    "fracture", "structure", "decay", "recurrent_decay", "decay_depth", "open_margin", "wear",
    "cracked_tooth",
}  # fmt: skip
ENDO = frozenset(("root_canal", "retreatment", "post"))


@line_rule("NOTE-14", Severity.WARN, codes="D2510..D2664 D2710..D2794", needs="notes")
def crown_without_reason(claim: ClaimFacts, line: Line) -> Said | None:
    """A crown or onlay for which no note gives a reason.

    Checks: every note that was read for decay, fracture, an open margin, what is left of the tooth,
    or a root canal.
    Why it is denied: plans pay a crown where the tooth cannot be restored otherwise.
    What to do: let the provider note why; enclose the radiograph that shows it.
    Silent when: no note of the day was read.
    """
    notes = notes_on(claim, line)
    read = [note for note in claim.notes if note.is_read]
    if not notes or findings_of(read) & REASONS or was_done(read, ENDO):
        return None
    return Said(
        text="No note gives a reason for the crown.",
        fix="Have the reason noted: decay, fracture, what is left of the tooth.",
        stands_on=on_notes(notes),
    )
