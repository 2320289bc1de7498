from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("CRED-01", Severity.HOLD, needs="open_credential real")
def credential_pending(claim: ClaimFacts) -> Spoken:
    """The dentist's contract with the payer is still being made.

    Checks: the dentist's standing with this payer at this location on the day of service.
    Why it is denied: the payer does not know the dentist yet, or pays as out of network.
    What to do: wait for the contract, and mind the filing limit. Never bill under another
    dentist's number.
    Silent when: the practice has said that it bills while the contract is pending.
    """
    held = claim.credential
    if held is not None and held.status == "pending" and not held.bill_while_pending:
        yield Said(
            text="The dentist's contract with this payer is pending.",
            fix="Wait for it, or decide to bill as out of network.",
        )
