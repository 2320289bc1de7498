from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import SEVERITIES, Said, Severity
from billing.scrub.narratives import edits_wanting, payer_wants_narrative


@rule("NARR-03", Severity.WARN, needs="edits")
def edit_wants_narrative(claim: ClaimFacts) -> Spoken:
    """An edit of the payer's pack wants a narrative, and there is none.

    Checks: edits of the kind narrative on each code, in force on its day.
    Why it is denied: the payer asks for more information, which costs weeks.
    What to do: draft the narrative from the chart and let the provider sign it.
    """
    if claim.narrative:
        return
    for line in claim.lines:
        if payer_wants_narrative(claim, line):
            continue
        for edit in edits_wanting(claim, line):
            yield Said(
                line=line.number,
                severity=SEVERITIES[edit.severity],
                text=f"A narrative is wanted with {line.code}. {edit.says}".strip(),
                fix="Draft it from the chart, and let the provider sign it.",
                stands_on=(("edit", edit.id),),
            )
            break
