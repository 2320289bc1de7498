from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Change, Said, Severity


@line_rule("FEE-03", Severity.WARN, needs="unusual_fees")
def fee_far_below_usual(_claim: ClaimFacts, line: Line) -> Said | None:
    """A fee less than half the practice's usual one.

    Checks: each line's fee against the usual fee of its code, times its quantity.
    Why it is denied: it is not, but the payer pays no more than is asked.
    What to do: ask for the usual fee; the payer takes its own discount.
    Silent when: no usual fee is known, or the fee is zero, which FEE-01 judges.
    """
    usual = line.usual_fee_cents
    if not usual or line.fee_cents <= 0:
        return None
    wanted = usual * line.quantity
    if 2 * line.fee_cents >= wanted:
        return None
    return Said(
        text=f"The fee of {line.code} is less than half the usual one.",
        fix="Ask for the usual fee.",
        money_cents=wanted - line.fee_cents,
        change=Change(
            field="fee_cents", before=str(line.fee_cents), after=str(wanted), line=line.number
        ),
    )
