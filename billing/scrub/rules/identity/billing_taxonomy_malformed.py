from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.parties import Billing
from billing.scrub.people import TAXONOMY


@party_rule("ID-04", Severity.HOLD, of="billing")
def billing_taxonomy_malformed(billing: Billing) -> Spoken:
    """The billing taxonomy code is not one.

    Checks: ten characters, the last an X. Small letters and spaces are mended by the machine.
    Why it is denied: the clearinghouse knows no such code and turns the claim away.
    What to do: copy the code from the practice's entry in the NPI registry.
    Silent when: there is none; ID-05 asks for it.
    """
    told = billing.taxonomy
    if not told or TAXONOMY.fullmatch(told):
        return
    better = "".join(told.split()).upper()
    yield Said(
        text="The billing taxonomy code is not ten characters that end in X.",
        fix="Correct the practice's taxonomy code.",
        change=Change(field="billing.taxonomy", before=told, after=better)
        if TAXONOMY.fullmatch(better)
        else None,
    )
