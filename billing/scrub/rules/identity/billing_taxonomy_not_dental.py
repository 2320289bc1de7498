from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Billing
from billing.scrub.people import TAXONOMY, is_dental


@party_rule("ID-06", Severity.WARN, of="billing")
def billing_taxonomy_not_dental(billing: Billing) -> Spoken:
    """The billing taxonomy code is of another trade.

    Checks: the first characters against those of dentists, oral surgeons, clinics and groups.
    Why it is denied: a dental plan pays dental providers; another code meets no contract.
    What to do: use the code under which the practice is contracted.
    Silent when: the code is malformed; ID-04 says so.
    """
    if TAXONOMY.fullmatch(billing.taxonomy) and not is_dental(billing.taxonomy):
        yield Said(
            text="The billing taxonomy code is not a dental one.",
            fix="Use the practice's dental taxonomy code.",
        )
