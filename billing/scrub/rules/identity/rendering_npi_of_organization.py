from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Dentist


@party_rule("ID-21", Severity.WARN, of="rendering")
def rendering_npi_of_organization(dentist: Dentist) -> Spoken:
    """The treating dentist's NPI is that of a company.

    Checks: the kind of the NPI in the public registry.
    Why it is denied: a company treats nobody; the payer wants the person who did.
    What to do: enter the dentist's own NPI.
    Silent when: the registry was not asked.
    """
    if dentist.npi_kind == 2:
        yield Said(
            text="The treating dentist's NPI is that of a company.",
            fix="Enter the dentist's own NPI.",
        )
