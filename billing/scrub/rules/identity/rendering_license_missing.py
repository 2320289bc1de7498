from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Dentist


@party_rule("ID-25", Severity.INFO, of="rendering")
def rendering_license_missing(dentist: Dentist) -> Spoken:
    """The treating dentist's license number is not on file.

    Checks: whether a license number is there.
    Why it is denied: some plans and state programs want it on the claim.
    What to do: enter the number of the state license.
    """
    if not dentist.license.strip():
        yield Said(
            text="The dentist's license number is not on file.",
            fix="Enter the dentist's license number.",
        )
