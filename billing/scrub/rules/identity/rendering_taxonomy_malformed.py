from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.parties import Dentist
from billing.scrub.people import TAXONOMY


@party_rule("ID-23", Severity.HOLD, of="rendering")
def rendering_taxonomy_malformed(dentist: Dentist) -> Spoken:
    """The treating dentist's taxonomy code is not one.

    Checks: ten characters, the last an X. Small letters and spaces are mended by the machine.
    Why it is denied: the clearinghouse knows no such code and turns the claim away.
    What to do: copy the code from the dentist's entry in the NPI registry.
    Silent when: there is none.
    """
    told = dentist.taxonomy
    if not told or TAXONOMY.fullmatch(told):
        return
    better = "".join(told.split()).upper()
    yield Said(
        text="The dentist's taxonomy code is not ten characters that end in X.",
        fix="Correct the dentist's taxonomy code.",
        change=Change(field="rendering.taxonomy", before=told, after=better)
        if TAXONOMY.fullmatch(better)
        else None,
    )
