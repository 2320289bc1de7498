"""Writing the parts that claims and benefits share: parties, periods, composites."""

from collections.abc import Iterable, Sized

from billing.x12.parties import Party
from billing.x12.parts import Diagnosis, Period, Procedure, Raw
from billing.x12.remittance import Adjustment
from billing.x12.segments import SegmentWriter, day, money

TRIPLES_MAX = 6
DIAGNOSES_MAX = 12


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


def dates(out: SegmentWriter, told: Iterable[Period]) -> None:
    for one in told:
        if one.until is None:
            out.put("DTP", one.qualifier, "D8", day(one.on))
        else:
            out.put("DTP", one.qualifier, "RD8", f"{day(one.on)}-{day(one.until)}")


def procedure(out: SegmentWriter, told: Procedure | None) -> str:
    if told is None:
        return ""
    if not told.qualifier:
        return out.text(told.code)
    modifiers = (*told.modifiers, "", "", "", "")[:4]
    return out.composite(
        told.qualifier, out.text(told.code), *modifiers, out.text(told.description)
    )


def diagnoses(out: SegmentWriter, told: tuple[Diagnosis, ...]) -> None:
    for first in range(0, len(told), DIAGNOSES_MAX):
        some = told[first : first + DIAGNOSES_MAX]
        out.put("HI", *(out.composite(one.qualifier, out.text(one.code)) for one in some))


def adjustments(out: SegmentWriter, told: Iterable[Adjustment]) -> None:
    """Neighbours of one group share a CAS, up to six triples."""
    open_group, triples = "", list[str]()
    for one in told:
        if triples and (one.group != open_group or len(triples) == 3 * TRIPLES_MAX):
            out.put("CAS", open_group, *triples)
            triples = []
        open_group = one.group
        triples += [one.reason, money(one.cents), one.quantity]
    if triples:
        out.put("CAS", open_group, *triples)


def others(out: SegmentWriter, told: Iterable[Raw]) -> None:
    """Segments that were kept as they came."""
    for segment in told:
        out.put(*map(out.raw, segment))


class Levels:
    """Writes HL, numbered without gaps over a whole set."""

    def __init__(self, out: SegmentWriter) -> None:
        self._out, self._last = out, 0

    def put(self, parent: str, code: str, children: Sized) -> str:
        """Returns the number of the level, which its children name as their parent."""
        self._last += 1
        number = str(self._last)
        self._out.put("HL", number, parent, code, "1" if children else "0")
        return number
