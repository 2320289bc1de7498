from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("CRED-03", Severity.INFO, needs="open_credential real")
def credential_unknown(claim: ClaimFacts) -> Spoken:
    """Nobody knows whether the dentist is in the payer's network.

    Checks: the dentist's standing with this payer at this location on the day of service.
    Why it is denied: a dentist whom the payer does not know is the usual cause with new
    associates.
    What to do: enter the standing in the list of contracts.
    """
    if claim.credential is not None and claim.credential.status == "unknown":
        yield Said(
            text="The dentist's standing with this payer is not known.",
            fix="Enter it in the list of contracts.",
        )
