from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Dentist


@party_rule("CRED-08", Severity.WARN, of="rendering")
def rendering_not_active(dentist: Dentist) -> Spoken:
    """The treating dentist no longer works here.

    Checks: whether the dentist is active in the practice's system.
    Why it is denied: contracts end when a dentist leaves; a line entered under an old name is
    usually someone else's work.
    What to do: make sure that this dentist treated.
    """
    if not dentist.is_active:
        yield Said(
            text="The treating dentist is no longer active here.",
            fix="Make sure that this dentist treated.",
        )
