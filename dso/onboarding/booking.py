"""What the books say of a claim that was answered before our time. Pure."""

from billing.ledger.accounts import Account, Leg, legs_of
from dso.onboarding.history import Past

HOMES = {
    ("CO", "45"): Account.CONTRACT_WRITE_OFF,
    ("PR", "2"): Account.PATIENT_RECEIVABLE,
    ("OA", "23"): Account.COORDINATION,
    ("CO", "50"): Account.DENIED_RECEIVABLE,
}


def legs_of_answer(past: Past) -> tuple[Leg, ...]:
    """The legs that settle the whole charge; they sum to zero. KeyError on a pair not listed."""
    if past.verdict is None:
        return ()
    moved = {
        Account.INSURANCE_RECEIVABLE: -past.case.charge_cents,
        Account.UNDEPOSITED: past.verdict.paid_cents,
    }
    for line in past.verdict.lines:
        for cut in line.cuts:
            home = HOMES[cut.group, cut.reason]
            moved[home] = moved.get(home, 0) + cut.cents
    return legs_of(moved)
