"""Writing parties: NM1 with its address, birth, taxonomy, numbers and contacts."""

from collections.abc import Iterable

from billing.x12.parties import Party
from billing.x12.segments import SegmentWriter, day


def name(out: SegmentWriter, party: Party) -> None:
    out.put(
        "NM1", party.entity, party.kind, out.text(party.name), out.text(party.first_name),
        out.text(party.middle_name), out.text(party.prefix), out.text(party.suffix),
        party.id_qualifier, out.text(party.id),
    )  # fmt: skip


def party(out: SegmentWriter, told: Party) -> None:
    """NM1 and what belongs to it, in the order of the guides."""
    name(out, told)
    if told.address:
        out.put("N3", *map(out.text, told.address))
    if told.city or told.state or told.postal_code or told.country:
        out.put("N4", *map(out.text, (told.city, told.state, told.postal_code, told.country)))
    if told.taxonomy:
        out.put("PRV", told.provider_role, "PXC", out.text(told.taxonomy))
    if told.born_on or told.sex:
        out.put("DMG", "D8" if told.born_on else "", day(told.born_on), told.sex)
    out.references("REF", told.references)
    out.contacts(told.contacts)


def party_unless_absent(out: SegmentWriter, told: Party) -> None:
    """A party of which nothing is known but its part in the set is not written."""
    if told != Party(told.entity):
        party(out, told)


def parties(out: SegmentWriter, told: Iterable[Party]) -> None:
    for one in told:
        party(out, one)
