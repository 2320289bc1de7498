from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.numbers import is_npi
from billing.scrub.parties import Billing


@party_rule("ID-01", Severity.HOLD, of="billing")
def billing_npi_invalid(billing: Billing) -> Spoken:
    """The billing practice's NPI is missing or mistyped.

    Checks: ten digits, first 1 or 2, with the check digit that NPIs carry.
    Why it is denied: the clearinghouse turns the file away before the payer sees it.
    What to do: correct the NPI in the practice's settings; all its claims are mended at once.
    """
    if not is_npi(billing.npi):
        yield Said(
            text="The billing NPI is missing or its check digit is wrong.",
            fix="Correct the practice's NPI.",
        )
