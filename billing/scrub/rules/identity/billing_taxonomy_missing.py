from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Billing


@party_rule("ID-05", Severity.INFO, of="billing")
def billing_taxonomy_missing(billing: Billing) -> Spoken:
    """Who bills has no taxonomy code.

    Checks: whether the practice has one at all.
    Why it is denied: state programs and some plans tell contracts apart by it.
    What to do: enter the code that stands first in the practice's entry in the NPI registry.
    """
    if not billing.taxonomy.strip():
        yield Said(
            text="The practice bills without a taxonomy code.",
            fix="Enter the practice's taxonomy code.",
        )
