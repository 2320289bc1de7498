from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Change, Said, Severity


@line_rule("FEE-04", Severity.WARN, needs="unusual_fees")
def fee_not_usual(_claim: ClaimFacts, line: Line) -> Said | None:
    """A fee other than the practice's usual one.

    Checks: each line's fee against the usual fee of its code, times its quantity.
    Why it is denied: it is not, but contracts ask for the same fee from everyone.
    What to do: ask for the usual fee, or note why this one differs.
    Silent when: no usual fee is known, or the fee is so far off that FEE-02 or FEE-03 speaks.
    """
    if not line.usual_fee_cents:
        return None
    asked, wanted = line.fee_cents, line.usual_fee_cents * line.quantity
    if asked == wanted or asked <= 0 or asked > 2 * wanted or 2 * asked < wanted:
        return None
    return Said(
        text=f"The fee of {line.code} is not the usual one.",
        fix="Ask for the usual fee, or note why not.",
        money_cents=abs(wanted - asked),
        change=Change(field="fee_cents", before=str(asked), after=str(wanted), line=line.number),
    )
