from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.characters import digits_of
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.numbers import is_tax_id
from billing.scrub.parties import Billing


@party_rule("ID-03", Severity.HOLD, of="billing")
def billing_tax_id_invalid(billing: Billing) -> Spoken:
    """The tax ID of who bills is missing or not nine digits.

    Checks: nine digits that are not all alike. Dashes and spaces are taken out by the machine.
    Why it is denied: the file is turned away, and no payment could be reported to the tax office.
    What to do: correct the tax ID in the practice's settings.
    """
    if is_tax_id(billing.tax_id):
        return
    bare = digits_of(billing.tax_id)
    yield Said(
        text="The tax ID is missing or not nine digits.",
        fix="Correct the practice's tax ID.",
        change=Change(field="billing.tax_id", before=billing.tax_id, after=bare)
        if is_tax_id(bare)
        else None,
    )
