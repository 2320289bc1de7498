from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Dentist


@party_rule("ID-22", Severity.WARN, of="rendering")
def rendering_is_hygienist(dentist: Dentist) -> Spoken:
    """A hygienist stands as who treated.

    Checks: the role of the treating provider in the practice's list.
    Why it is denied: most plans contract with dentists and pay a hygienist's work under the
    dentist who supervises.
    What to do: name the supervising dentist, unless this plan pays hygienists in your state.
    """
    if dentist.is_hygienist:
        yield Said(
            text="The treating provider is a hygienist.",
            fix="Name the supervising dentist where the plan wants it.",
        )
