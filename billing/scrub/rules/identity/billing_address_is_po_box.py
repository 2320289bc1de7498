from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Billing
from billing.scrub.places import PO_BOX


@party_rule("ID-10", Severity.HOLD, of="billing")
def billing_address_is_po_box(billing: Billing) -> Spoken:
    """The billing address is a post office box.

    Checks: the street for the words of a post office box.
    Why it is denied: the file must name the place of work there; a box is turned away.
    What to do: enter the street of the practice, and the box as the address for payments.
    """
    if PO_BOX.search(billing.address.street):
        yield Said(
            text="The billing address is a post office box.",
            fix="Enter the practice's street.",
        )
