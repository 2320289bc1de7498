from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Payer


@party_rule("PAY-03", Severity.WARN, of="payer")
def plan_is_medical(payer: Payer) -> Spoken:
    """A dental claim to a medical plan.

    Checks: the kind of plan that is noted of the payer.
    Why it is denied: medical plans take other forms and other codes.
    What to do: send it to the patient's dental plan, or make it a medical claim.
    """
    if payer.is_medical:
        yield Said(
            text="The plan is a medical one; this is a dental claim.",
            fix="Send it to the dental plan.",
        )
