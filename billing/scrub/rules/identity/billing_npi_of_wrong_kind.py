from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Billing


@party_rule("ID-02", Severity.WARN, of="billing")
def billing_npi_of_wrong_kind(billing: Billing) -> Spoken:
    """The billing NPI belongs to a person where a company bills, or the reverse.

    Checks: the kind of the NPI in the public registry against how the practice bills.
    Why it is denied: the payer looks the number up and finds another sort of provider there.
    What to do: bill with the company's own NPI, or change the practice to a single dentist.
    Silent when: the registry was not asked.
    """
    if billing.npi_kind is None or (billing.npi_kind == 1) == billing.is_person:
        return
    held, wanted = ("a person", "a company") if billing.npi_kind == 1 else ("a company", "a person")
    yield Said(
        text=f"The billing NPI is that of {held}, but {wanted} bills.",
        fix="Use the NPI that belongs to who bills.",
    )
