from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Dentist
from billing.scrub.people import TAXONOMY, is_dental


@party_rule("ID-24", Severity.WARN, of="rendering")
def rendering_taxonomy_not_dental(dentist: Dentist) -> Spoken:
    """The treating dentist's taxonomy code is of another trade.

    Checks: the first characters against those of dentists, oral surgeons and hygienists.
    Why it is denied: a dental plan pays dental providers; another code meets no contract.
    What to do: use the code of the dentist's specialty.
    Silent when: the code is malformed; ID-23 says so.
    """
    if TAXONOMY.fullmatch(dentist.taxonomy) and not is_dental(dentist.taxonomy):
        yield Said(
            text="The dentist's taxonomy code is not a dental one.",
            fix="Use the taxonomy code of the dentist's specialty.",
        )
