from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-17", Severity.INFO, needs="later_payer others")
def earlier_plan_left_nothing(claim: ClaimFacts) -> Spoken:
    """The earlier plan left nothing for the patient to pay.

    Checks: the patient's share in the answer of the earlier plan.
    Why it is denied: it is not, but there is nothing left for the later plan to pay.
    What to do: close the claim, unless the later payer wants to know of the service.
    Silent when: the share is not known.
    """
    if any(one.rank < claim.rank and one.patient_cents == 0 for one in claim.others):
        yield Said(
            text="The earlier plan left nothing to pay.", fix="Close the claim.", money_cents=0
        )
