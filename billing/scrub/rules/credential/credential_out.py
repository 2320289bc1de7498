from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("CRED-02", Severity.INFO, needs="open_credential real")
def credential_out(claim: ClaimFacts) -> Spoken:
    """The dentist is not in the payer's network.

    Checks: the dentist's standing with this payer at this location on the day of service.
    Why it is denied: it is not, but some plans pay nothing out of network, others less.
    What to do: tell the patient the share beforehand.
    """
    if claim.credential is not None and claim.credential.status == "out":
        yield Said(
            text="The dentist is not in this payer's network.",
            fix="Tell the patient the share that is not paid.",
        )
