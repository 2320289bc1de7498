from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.siblings import WITH_PAYER, is_same_service


@rule("PAY-06", Severity.HOLD, needs="siblings real")
def line_already_sent(claim: ClaimFacts) -> Spoken:
    """A line that this payer has already.

    Checks: lines of other claims of the patient that are with the payer or answered: same code,
    tooth, surfaces, area and day.
    Why it is denied: it is an exact duplicate, and the payer denies the second one.
    What to do: take the line off, or send a replacement of the earlier claim.
    Silent when: this claim replaces or takes back another, or another dentist did the other one.
    """
    if claim.frequency != "1":
        return
    treats = claim.rendering.npi if claim.rendering else ""
    with_payer = [one for one in claim.siblings if one.state in WITH_PAYER]
    for line in claim.lines if with_payer else ():
        for one in with_payer:
            if is_same_service(claim, line, one) and one.provider_npi in {"", treats}:
                yield Said(
                    line=line.number,
                    text="This very line is with the payer already.",
                    fix="Take it off, or replace the earlier claim.",
                    stands_on=(("claim", one.claim),),
                )
                break
