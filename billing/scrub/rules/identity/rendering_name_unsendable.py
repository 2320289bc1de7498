from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.characters import sendable, unsendable
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.parties import Dentist


@party_rule("ID-28", Severity.WARN, of="rendering")
def rendering_name_unsendable(dentist: Dentist) -> Spoken:
    """The treating dentist's name has characters that a claim file cannot carry.

    Checks: each character; accents are taken off by the machine.
    Why it is denied: one such character can make the whole file unreadable.
    What to do: write the name with plain letters.
    """
    wrong = unsendable(dentist.name)
    if wrong:
        yield Said(
            text=f"The dentist's name has characters that cannot be sent: {wrong}",
            fix="Write the name with plain letters.",
            change=Change(
                field="rendering.name", before=dentist.name, after=sendable(dentist.name)
            ),
        )
