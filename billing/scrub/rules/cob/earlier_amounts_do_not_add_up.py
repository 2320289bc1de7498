from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-04", Severity.HOLD, needs="later_payer others")
def earlier_amounts_do_not_add_up(claim: ClaimFacts) -> Spoken:
    """What an earlier plan answered does not add up to the charge.

    Checks: paid, patient's share and adjustments of each earlier plan against what it was asked
    for, to the cent.
    Why it is denied: the file must balance for each plan, or the clearinghouse turns it away.
    What to do: enter the amounts anew from the remittance.
    Silent when: one of the amounts is not known.
    """
    for one in claim.others:
        told = (one.paid_cents, one.patient_cents, one.adjusted_cents)
        known = [cents for cents in told if cents is not None]
        asked = claim.charge_cents if one.charge_cents is None else one.charge_cents
        if one.rank < claim.rank and len(known) == len(told) and sum(known) != asked:
            yield Said(
                text=f"The answer of the plan of rank {one.rank} does not add up to the charge.",
                fix="Enter paid, patient's share and adjustments from the remittance.",
                money_cents=abs(sum(known) - asked),
            )
