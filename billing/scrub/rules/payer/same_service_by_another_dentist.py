from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.siblings import WITH_PAYER, is_same_service


@rule("PAY-09", Severity.WARN, needs="siblings real rendering")
def same_service_by_another_dentist(claim: ClaimFacts) -> Spoken:
    """Two dentists of the group bill the same service of one day.

    Checks: lines with the payer of the same code, tooth, surfaces, area and day, where the other
    claim names another dentist.
    Why it is denied: the payer takes the second for a duplicate.
    What to do: find out who treated; one of the two claims is wrong.
    """
    if claim.rendering is None or claim.frequency != "1":
        return
    npi = claim.rendering.npi
    others = [
        one
        for one in claim.siblings
        if one.state in WITH_PAYER and one.provider_npi and one.provider_npi != npi
    ]
    for line in claim.lines if others else ():
        if any(is_same_service(claim, line, one) for one in others):
            yield Said(
                line=line.number,
                text="Another dentist has billed the same service of that day.",
                fix="Find out who treated.",
            )
