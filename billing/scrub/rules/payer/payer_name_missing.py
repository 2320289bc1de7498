from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Payer


@party_rule("PAY-02", Severity.HOLD, of="payer")
def payer_name_missing(payer: Payer) -> Spoken:
    """The payer has no name.

    Checks: that a name is there.
    Why it is denied: the file must name the payer, or the clearinghouse turns it away.
    What to do: enter the name as in the clearinghouse's list.
    """
    if not payer.name.strip():
        yield Said(text="The payer has no name.", fix="Enter the payer's name.")
