from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Dentist


@party_rule("ID-26", Severity.HOLD, of="rendering")
def rendering_name_missing(dentist: Dentist) -> Spoken:
    """The treating dentist has no name.

    Checks: that a name is there.
    Why it is denied: the file must name who treated, or the clearinghouse turns it away.
    What to do: enter the name in the dentist's entry.
    """
    if not dentist.name.strip():
        yield Said(text="The treating dentist has no name.", fix="Enter the dentist's name.")
