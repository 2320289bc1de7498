from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.narratives import told_by

ALIKE = str.maketrans("FV", "BB")


@line_rule("NARR-05", Severity.WARN, codes="D2140..D2394 D2510..D2664", needs="narrative")
def narrative_names_other_surfaces(claim: ClaimFacts, line: Line) -> Said | None:
    """The narrative gives other surfaces for the tooth than the line.

    Checks: surfaces in the narrative for the line's tooth; facial and buccal are one.
    Why it is denied: claim and narrative contradict each other.
    What to do: correct the one that is wrong, after the note.
    """
    if not line.surfaces:
        return None
    facts = told_by(claim.narrative).of("surface")
    named = [fact.value for fact in facts if fact.teeth == (line.tooth,)]
    claimed = set(line.surfaces.translate(ALIKE))
    if not named or any(claimed == set(letters.translate(ALIKE)) for letters in named):
        return None
    return Said(
        text=f"Tooth {line.tooth}: {line.surfaces} on the line, {named[0]} in the narrative.",
        fix="Correct the one that is wrong, after the note.",
        stands_on=(("tooth", line.tooth),),
    )
