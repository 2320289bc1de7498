from billing.coding.codes import codes
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import notes_on, on_notes

MADE_OF = (
    (codes("D2140..D2161"), {"amalgam"}),
    (codes("D2330..D2335 D2391..D2394"), {"composite", "glass_ionomer"}),
    (codes("D2740"), {"ceramic", "zirconia"}),
    (codes("D2750..D2752"), {"pfm"}),
    (codes("D2790..D2794"), {"gold"}),
)
COMPARED = {"amalgam", "composite", "ceramic", "zirconia", "pfm", "gold", "steel"}


@line_rule("NOTE-03", Severity.WARN, codes="D2140..D2394 D2740..D2752 D2790..D2794", needs="notes")
def note_names_other_material(claim: ClaimFacts, line: Line) -> Said | None:
    """The note names another material than the code claims.

    Checks: the material of fillings and crowns against what the day's notes name for the tooth.
    Why it is denied: materials have codes and prices of their own; resin for amalgam is a false
    claim.
    What to do: read the note and bill what was placed; the provider decides which is right.
    Silent when: no note that was read names a material for the tooth, or it names several kinds.
    """
    allowed = next((materials for asked, materials in MADE_OF if line.code in asked), None)
    if allowed is None or not line.tooth:
        return None
    notes = notes_on(claim, line)
    named = {m for note in notes for tooth, m in note.filled if tooth == line.tooth} & COMPARED
    if len(named) != 1 or named & allowed:
        return None
    return Said(
        text=f"The code does not fit the material the note names: {named.pop()}.",
        fix="Bill what was placed, after the provider has looked at the note.",
        stands_on=on_notes(notes),
    )
