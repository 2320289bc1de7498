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
    Only warns when: nothing of it is known, since the practice's system may keep it where we do
    not read it.
    """
    missing = lacks(billing.address)
    if billing.address == UNTOLD:
        yield Said(
            text="No billing address is known here.",
            fix="See that the claim file gets the practice's whole address.",
            severity=Severity.WARN,
        )
    elif missing:
        yield Said(
            text=f"The billing address has no {missing}.",
            fix="Complete the practice's address.",
        )
