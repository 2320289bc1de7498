from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Billing


@party_rule("ID-07", Severity.HOLD, of="billing")
def billing_name_missing(billing: Billing) -> Spoken:
    """Who bills has no name.

    Checks: that a name of the practice or dentist is there.
    Why it is denied: the file must name who is paid, or the clearinghouse turns it away.
    What to do: enter the name as it stands in the contract with the payer.
    """
    if not billing.name.strip():
        yield Said(text="The billing name is missing.", fix="Enter the practice's legal name.")
