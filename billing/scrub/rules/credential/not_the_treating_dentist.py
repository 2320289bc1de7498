from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("CRED-07", Severity.HOLD, needs="rendering real")
def not_the_treating_dentist(claim: ClaimFacts) -> Spoken:
    """The claim names another dentist than the chart does.

    Checks: the NPI on the claim against that of the dentist whom the chart names.
    Why it is denied: payers count it as fraud when it comes out in an audit, whatever they paid.
    What to do: enter who treated. If the contract is pending, wait or bill by decision.
    Silent when: the chart names no dentist, or several.
    """
    if claim.treated_by and claim.rendering is not None and claim.rendering.npi != claim.treated_by:
        yield Said(
            text="By the chart, another dentist treated.", fix="Enter the dentist who treated."
        )
