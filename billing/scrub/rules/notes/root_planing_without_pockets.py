from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.noted_on import notes_on, on_notes

POCKET_MM = 4


@line_rule("NOTE-11", Severity.WARN, codes="D4341 D4342", needs="notes")
def root_planing_without_pockets(claim: ClaimFacts, line: Line) -> Said | None:
    """Root planing without a pocket of 4 mm or more on record.

    Checks: depths in any note that was read, and whether a perio chart goes with the claim.
    Why it is denied: plans pay for root planing where pockets of 4 mm or more and bone loss are
    shown; else they pay a cleaning.
    What to do: enclose the perio chart, or let the provider note the depths.
    Silent when: no note of the day was read, or a perio chart is enclosed.
    """
    notes = notes_on(claim, line)
    if not notes or any(one.kind == "perio_chart" for one in claim.attached):
        return None
    deepest = max((note.pocket_mm_max or 0 for note in claim.notes), default=0)
    if deepest >= POCKET_MM:
        return None
    return Said(
        text="No pocket of 4 mm or more is on record for root planing.",
        fix="Enclose the perio chart, or have the depths noted.",
        stands_on=on_notes(notes),
    )
