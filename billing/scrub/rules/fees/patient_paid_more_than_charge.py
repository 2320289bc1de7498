from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("FEE-06", Severity.HOLD)
def patient_paid_more_than_charge(claim: ClaimFacts) -> Spoken:
    """The patient has paid more than the whole claim.

    Checks: what the patient paid for the claim against its charge.
    Why it is denied: the file does not balance; payers take the amount off what they pay.
    What to do: correct the amount. What the patient paid for something else is not told here.
    """
    if claim.patient_paid_cents > claim.charge_cents:
        yield Said(
            text="The patient has paid more than the claim's charge.",
            fix="Correct the amount that the patient paid.",
            money_cents=claim.patient_paid_cents - claim.charge_cents,
        )
