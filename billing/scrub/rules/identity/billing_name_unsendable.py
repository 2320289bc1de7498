from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.characters import sendable, unsendable
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.parties import Billing


@party_rule("ID-13", Severity.WARN, of="billing")
def billing_name_unsendable(billing: Billing) -> Spoken:
    """The billing name has characters that a claim file cannot carry.

    Checks: each character; accents and curly quotes are replaced by the machine.
    Why it is denied: one such character can make the whole file unreadable.
    What to do: write the name with plain letters.
    """
    wrong = unsendable(billing.name)
    if wrong:
        yield Said(
            text=f"The billing name has characters that cannot be sent: {wrong}",
            fix="Write the name with plain letters.",
            change=Change(field="billing.name", before=billing.name, after=sendable(billing.name)),
        )
