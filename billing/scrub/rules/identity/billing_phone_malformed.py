from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.characters import digits_of, is_digits
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.parties import Billing


@party_rule("ID-12", Severity.WARN, of="billing")
def billing_phone_malformed(billing: Billing) -> Spoken:
    """The practice's telephone is not ten digits.

    Checks: ten digits, where a number is there. Points, dashes and brackets, and a 1 before, are
    taken out by the machine.
    Why it is denied: a telephone in another form makes the whole file fail at some clearinghouses.
    What to do: correct the number in the practice's settings.
    """
    told = billing.phone
    if not told or is_digits(told, 10):
        return
    bare = digits_of(told)
    bare = bare[1:] if len(bare) == 11 and bare.startswith("1") else bare
    yield Said(
        text="The practice's telephone is not ten digits.",
        fix="Correct the telephone number.",
        change=Change(field="billing.phone", before=told, after=bare) if len(bare) == 10 else None,
    )
