from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Change, Said, Severity

TIMES_USUAL_MAX = 2


@line_rule("FEE-02", Severity.WARN, needs="unusual_fees")
def fee_far_above_usual(_claim: ClaimFacts, line: Line) -> Said | None:
    """A fee more than twice the practice's usual one.

    Checks: each line's fee against the usual fee of its code, times its quantity.
    Why it is denied: it is paid by the payer's own table, but a mistyped fee falls on the patient.
    What to do: correct the fee.
    Silent when: no usual fee is known.
    """
    usual = line.usual_fee_cents
    if not usual or line.fee_cents <= TIMES_USUAL_MAX * usual * line.quantity:
        return None
    return Said(
        text=f"The fee of {line.code} is more than twice the usual one.",
        fix="Correct the fee.",
        change=Change(
            field="fee_cents",
            before=str(line.fee_cents),
            after=str(usual * line.quantity),
            line=line.number,
        ),
    )
