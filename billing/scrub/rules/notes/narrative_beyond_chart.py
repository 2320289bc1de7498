from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.narratives import told_by


@rule("NARR-07", Severity.WARN, needs="narrative notes")
def narrative_beyond_chart(claim: ClaimFacts) -> Spoken:
    """The narrative states a finding that no note has.

    Checks: findings and diagnoses of the narrative against all notes that were read.
    Why it is denied: what is claimed and not in the chart is a false statement, whoever wrote it.
    What to do: take it out of the narrative, or let the provider add it to the chart if it is so.
    Silent when: a note was not read.
    """
    if any(not note.is_read for note in claim.notes):
        return
    charted = {finding for note in claim.notes for finding in note.findings}
    facts = told_by(claim.narrative).stated("finding", "diagnosis")
    beyond = sorted({fact.value for fact in facts} - charted)
    if beyond:
        named = ", ".join(word.replace("_", " ") for word in beyond)
        yield Said(
            text=f"The narrative says more than the chart: {named}.",
            fix="Take it out, or have it noted in the chart if it is so.",
            stands_on=tuple(("note", note.id) for note in claim.notes if note.id),
        )
