from billing.scrub.catalog import Spoken, rule
from billing.scrub.enclosures import of_kind, wanted_by_payer
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import SEVERITIES, Said, Severity


@rule("ENC-03", Severity.WARN, needs="edits")
def edit_wants_enclosure(claim: ClaimFacts) -> Spoken:
    """An edit of the payer's pack wants an enclosure, and it is not there.

    Checks: edits of the kind attachment on each code, in force on its day.
    Why it is denied: the payer asks for more information, which costs weeks.
    What to do: enclose it.
    Silent when: the payer's own list already asks for it (ENC-01).
    """
    if claim.edits is None:
        return
    for line in claim.lines:
        if line.served_on is None:
            continue
        asked = wanted_by_payer(claim, line)
        for edit in claim.edits.on(line.code, "attachment"):
            lacking = [k for k in edit.wants if k not in asked and not of_kind(claim, k)]
            if lacking and edit.counts_on(line.served_on):
                named = ", ".join(kind.replace("_", " ") for kind in lacking)
                yield Said(
                    line=line.number,
                    severity=SEVERITIES[edit.severity],
                    text=f"Wanted with {line.code}: {named}. {edit.says}".strip(),
                    fix="Enclose it.",
                    stands_on=(("edit", edit.id),),
                )
