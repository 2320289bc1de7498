from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Payer


@party_rule("PAY-01", Severity.HOLD, of="payer")
def payer_code_missing(payer: Payer) -> Spoken:
    """The payer has no code for electronic claims.

    Checks: that the payer has one at the clearinghouse.
    Why it is denied: the clearinghouse does not know where to send the claim.
    What to do: look the payer up in the clearinghouse's list, or send the claim on paper.
    """
    if not payer.code.strip():
        yield Said(
            text="The payer has no code for electronic claims.",
            fix="Look it up in the clearinghouse's list.",
        )
