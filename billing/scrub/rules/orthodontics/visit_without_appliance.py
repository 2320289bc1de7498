from billing.coding.facts import ORTHODONTICS
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("ORTH-08", Severity.WARN, codes="D8670", needs="history real")
def visit_without_appliance(claim: ClaimFacts, line: Line) -> Said | None:
    """A visit within treatment, and no treatment on file.

    Checks: a course on this claim, in the patient's history, or a day of placement.
    Why it is denied: the payer has no course to which the visit could belong.
    What to do: bill the placement first, or enter its day if another office placed it.
    Silent when: nothing at all is known of the patient's history.
    """
    placed = claim.orthodontics is not None and claim.orthodontics.placed_on is not None
    if placed or any(one.code in ORTHODONTICS for one in claim.lines):
        return None
    if any(one.code in ORTHODONTICS for one in claim.history):
        return None
    return Said(
        text="No placement of an appliance is on file.", fix="Bill it first, or enter its day."
    )
