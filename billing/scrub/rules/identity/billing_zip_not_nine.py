from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.characters import digits_of, is_digits
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.parties import Billing


@party_rule("ID-09", Severity.HOLD, of="billing")
def billing_zip_not_nine(billing: Billing) -> Spoken:
    """The billing zip has not nine digits.

    Checks: nine digits; a dash or space between is taken out by the machine.
    Why it is denied: for who bills, the file must carry the long zip (837D, loop 2010AA).
    What to do: look up the four further digits at the post office and enter them.
    Silent when: there is no zip; ID-08 says so.
    """
    told = billing.address.zip
    if not told.strip() or is_digits(told, 9):
        return
    bare = digits_of(told)
    yield Said(
        text="The billing zip has not nine digits.",
        fix="Enter the zip with its four further digits.",
        change=Change(field="billing.address.zip", before=told, after=bare)
        if len(bare) == 9
        else None,
    )
