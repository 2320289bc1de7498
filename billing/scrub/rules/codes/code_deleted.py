from billing.coding.deleted import DELETED_FROM, READ
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("CODE-07", Severity.WARN, codes=" ".join(DELETED_FROM))
def code_deleted(claim: ClaimFacts, line: Line) -> Said | None:
    """A code that a newer edition of the code set no longer has.

    Checks: the day of service against the years in which codes were taken out.
    Why it is denied: payers refuse a code that was deleted before the day of service.
    What to do: choose the code that took its place.
    Silent when: the practice's own list has the code; then its dates decide.
    """
    ended = DELETED_FROM[line.code]
    if line.served_on is None or line.served_on < ended or line.code in claim.code_list:
        return None
    return Said(
        text=f"{line.code} no longer exists since {ended}.",
        fix="Choose the code that took its place.",
        severity=Severity.HOLD if line.code in READ else None,
    )
