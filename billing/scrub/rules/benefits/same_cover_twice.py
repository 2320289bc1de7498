from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ELIG-08", Severity.WARN, needs="others")
def same_cover_twice(claim: ClaimFacts) -> Spoken:
    """One cover stands twice at the patient.

    Checks: the claim's payer and member number against the patient's other covers.
    Why it is denied: the payer asks what the other plan paid, which is itself.
    What to do: end one of the two in the practice's system.
    """
    for other in claim.others:
        if other.payer.id != claim.payer.id or not claim.payer.id or not claim.member_id:
            continue
        if other.member_id == claim.member_id and other.relationship == claim.relationship:
            yield Said(
                text="The patient has the same cover twice.",
                fix="End one of the two in the practice's system.",
                money_cents=0,
            )
