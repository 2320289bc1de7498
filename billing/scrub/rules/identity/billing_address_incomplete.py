from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Address, Billing
from billing.scrub.places import lacks

UNTOLD = Address()


@party_rule("ID-08", Severity.HOLD, of="billing")
def billing_address_incomplete(billing: Billing) -> Spoken:
    """A part of the billing address is missing.

    Checks: street, city, state and zip.
    Why it is denied: the file must carry a whole address, or the clearinghouse turns it away.
    What to do: complete the address in the practice's system.
    Silent when: nobody told any of it, which says more of our reading than of the practice.
    """
    if billing.address == UNTOLD:
        return
    missing = lacks(billing.address)
    if missing:
        yield Said(
            text=f"The billing address has no {missing}.",
            fix="Complete the practice's address.",
        )
