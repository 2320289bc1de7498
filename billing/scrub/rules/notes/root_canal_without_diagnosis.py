from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import findings_of, notes_on, on_notes

REASONS = {
    "irreversible_pulpitis", "necrosis", "apical_periodontitis", "apical_abscess", "radiolucency",
    "exposure", "sinus_tract", "cracked_tooth", "test",
}  # fmt: skip


@line_rule("NOTE-15", Severity.WARN, codes="D3310..D3330 D3346..D3348", needs="notes")
def root_canal_without_diagnosis(claim: ClaimFacts, line: Line) -> Said | None:
    """A root canal for which no note has a diagnosis.

    Checks: every note that was read for the state of pulp and root tip, or tests of the tooth.
    Why it is denied: a root canal without a diagnosis is turned away at review.
    What to do: let the provider note tests and diagnosis.
    Silent when: no note of the day was read.
    """
    notes = notes_on(claim, line)
    read = [note for note in claim.notes if note.is_read]
    if not notes or findings_of(read) & REASONS:
        return None
    return Said(
        text="No note has a diagnosis for the root canal.",
        fix="Have tests and diagnosis noted.",
        stands_on=on_notes(notes),
    )
