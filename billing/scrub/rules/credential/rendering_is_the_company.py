from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("CRED-06", Severity.HOLD, needs="rendering")
def rendering_is_the_company(claim: ClaimFacts) -> Spoken:
    """The company that bills stands as who treated.

    Checks: the treating dentist's NPI against the billing one, where a company bills.
    Why it is denied: a company treats nobody.
    What to do: enter the NPI of the dentist who treated.
    """
    if claim.rendering is None or claim.billing.is_person:
        return
    if claim.rendering.npi == claim.billing.npi and claim.rendering.npi:
        yield Said(
            text="The treating dentist has the company's NPI.", fix="Enter the dentist's own NPI."
        )
