from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.numbers import is_npi
from billing.scrub.parties import Dentist


@party_rule("ID-20", Severity.HOLD, of="rendering")
def rendering_npi_invalid(dentist: Dentist) -> Spoken:
    """The treating dentist's NPI is missing or mistyped.

    Checks: ten digits, first 1 or 2, with the check digit that NPIs carry; spaces are taken out
    by the machine.
    Why it is denied: the clearinghouse turns the claim away before the payer sees it.
    What to do: correct the NPI in the dentist's entry; all of the dentist's claims are mended.
    """
    if is_npi(dentist.npi):
        return
    bare = "".join(dentist.npi.split())
    yield Said(
        text="The treating dentist's NPI is missing or its check digit is wrong.",
        fix="Correct the dentist's NPI.",
        change=Change(field="rendering.npi", before=dentist.npi, after=bare)
        if is_npi(bare)
        else None,
    )
