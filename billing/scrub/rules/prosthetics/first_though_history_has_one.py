from billing.coding.facts import CROWNS
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-06", Severity.WARN, codes=CROWNS.written, needs="history")
def first_though_history_has_one(claim: ClaimFacts, line: Line) -> Said | None:
    """Marked as the first crown on a tooth that has had one.

    Checks: crowns on the same tooth in the patient's history, at every location.
    Why it is denied: the payer has the earlier one on file, and counts its years from it.
    What to do: mark it as a replacement and enter the day.
    """
    if line.is_replacement is not False or not line.tooth:
        return None
    before = claim.earlier(CROWNS, line.served_on or claim.today)
    past = next((one for one in before if one.tooth == line.tooth), None)
    if past is None:
        return None
    return Said(
        text=f"Tooth {line.tooth} had a crown on {past.served_on}.",
        fix="Mark it as a replacement with that day.",
        stands_on=(("tooth", line.tooth), ("history", str(past.served_on))),
    )
