from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import notes_on, on_notes

ALIKE = str.maketrans("FV", "BB")


@line_rule("NOTE-02", Severity.WARN, codes="D2140..D2394 D2510..D2664", needs="notes")
def note_names_other_surfaces(claim: ClaimFacts, line: Line) -> Said | None:
    """The note has other surfaces for the tooth than the claim.

    Checks: the surfaces claimed against those the day's notes give for the same tooth; facial and
    buccal are one.
    Why it is denied: each surface is paid for, and the note is what an auditor reads.
    What to do: read the note; bill the surfaces it has, or let the provider add to it.
    Silent when: no note that was read gives surfaces for the tooth.
    """
    if not line.surfaces:
        return None
    notes = notes_on(claim, line)
    named = [letters for note in notes for tooth, letters in note.surfaces if tooth == line.tooth]
    claimed = set(line.surfaces.translate(ALIKE))
    if not named or any(claimed == set(letters.translate(ALIKE)) for letters in named):
        return None
    if claimed == set("".join(named).translate(ALIKE)):
        return None
    return Said(
        text=f"Tooth {line.tooth}: {line.surfaces} is claimed, the note says {', '.join(named)}.",
        fix="Bill the surfaces of the note, or have the note corrected.",
        stands_on=on_notes(notes),
    )
