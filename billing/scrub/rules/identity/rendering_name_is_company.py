from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Dentist
from billing.scrub.people import COMPANY


@party_rule("ID-27", Severity.WARN, of="rendering")
def rendering_name_is_company(dentist: Dentist) -> Spoken:
    """A company's name stands where a dentist's should.

    Checks: the name for words of companies, such as LLC or Dental.
    Why it is denied: the payer wants the person who treated and finds no such dentist.
    What to do: enter the dentist's own name.
    """
    if COMPANY.search(dentist.name):
        yield Said(
            text="The treating dentist's name is that of a company.",
            fix="Enter the dentist's own name.",
        )
