"""What the elements of each 835 segment say, read without knowing its place.

Readers get the elements with the segment's name at 0, so that CAS03 is e[3]. They raise
BadElement; who walks the segments adds where.
"""

from collections.abc import Callable

from billing.x12.amounts import CENTS, DAYS, NotAnAmount
from billing.x12.parties import Amount, Day, Party, Reference
from billing.x12.remittance import Adjustment, ProviderAdjustment

REPEATS_MAX = 1_000
PLB_PAIRS_MAX = 6
PATIENT = "PR"
Cuts = tuple[tuple[Adjustment, ...], int, int]
Procedure = tuple[str, str, tuple[str, ...], str]
SvcFields = tuple[
    str, int, int, str, str, tuple[str, ...], str, str, str, str, str, tuple[str, ...]
]


class BadElement(ValueError):
    """An element is missing or not what it must be; the message names it, never its value."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message
        self.number = 0  # of the segment, in the text it was found in


def joined[T](sooner: tuple[T, ...], later: tuple[T, ...]) -> tuple[T, ...]:
    """Bounded, since a hostile file could repeat one segment a million times."""
    if len(sooner) > REPEATS_MAX:
        raise BadElement("TOO_MANY", f"A segment is repeated over {REPEATS_MAX} times.")
    return sooner + later


def at(e: list[str], place: int) -> str:
    """The element at `place`, or "" where the segment is shorter."""
    return e[place] if len(e) > place else ""


def money(e: list[str], place: int) -> int:
    """Cents of an element that must be there."""
    try:
        return CENTS[e[place]]
    except (IndexError, NotAnAmount) as why:
        name = f"{e[0]}{place:02d}"
        if not at(e, place):
            raise BadElement("MISSING_ELEMENT", f"{name} is missing.") from None
        raise BadElement("BAD_AMOUNT", f"{name}: {why}") from None


def adjustments_of(e: list[str]) -> Cuts:
    """CAS: its adjustments, their sum, and the sum if it is the patient's.

    Up to six triples by position; an empty one in the middle does not end them.
    """
    found = []
    for i in range(2, len(e), 3):
        if e[i]:
            found.append(Adjustment(at(e, 1), e[i], money(e, i + 1), at(e, i + 2)))
        elif at(e, i + 1):
            raise BadElement("MISSING_ELEMENT", f"CAS{i:02d} is empty beside an amount.")
    cents = sum(adjustment.cents for adjustment in found)
    return tuple(found), cents, cents if at(e, 1) == PATIENT else 0


def days_of(e: list[str]) -> tuple[Day, ...]:
    """DTM; empty for what is no day."""
    on = DAYS[at(e, 2)]
    return (Day(e[1], on),) if on else ()


def amounts_of(e: list[str]) -> tuple[Amount, ...]:
    return (Amount(at(e, 1), money(e, 2)),)


def references_of(e: list[str]) -> tuple[Reference, ...]:
    return (Reference(at(e, 1), at(e, 2)),)


def whole_of(e: list[str]) -> tuple[tuple[str, ...], ...]:
    """PER, MOA, MIA: all elements as sent."""
    return (tuple(e[1:]),)


def parties_of(e: list[str]) -> tuple[Party, ...]:
    """NM1: who, of what kind, by which names and under which id."""
    if len(e) < 10:
        e += [""] * (10 - len(e))
    return (Party(e[1], e[3], e[4], e[8], e[9], (), (), (), e[2], e[5], e[7]),)


def service_reader(component: str) -> Callable[[list[str]], SvcFields]:
    """A reader of SVC: the first fields of a Line, in its order."""
    known: dict[str, Procedure] = {"": ("", "", (), "")}

    def procedure(text: str) -> Procedure:
        found = known.get(text)
        if found is None:
            found = known[text] = procedure_of(text, component)
            if len(known) > REPEATS_MAX:
                known.clear()
        return found

    def service_of(e: list[str]) -> SvcFields:
        charge, paid = money(e, 2), money(e, 3)
        if len(e) < 8:
            e += [""] * (8 - len(e))
        qualifier, code, modifiers, description = procedure(e[1])
        sent_qualifier, sent_code, sent_modifiers, _ = procedure(e[6])
        return (code, charge, paid, qualifier, sent_code, modifiers, e[5], e[7], e[4],
                description, sent_qualifier, sent_modifiers)  # fmt: skip

    return service_of


def procedure_of(text: str, component: str) -> Procedure:
    """AD:Dxxxx:modifiers(3 to 6):description; a code without qualifier stands alone."""
    parts = text.split(component) if component else [text]
    if len(parts) == 1:
        return "", text, (), ""
    return parts[0], parts[1], tuple(part for part in parts[2:6] if part), at(parts, 6)


def provider_adjustments_of(e: list[str], component: str) -> list[ProviderAdjustment]:
    """PLB: up to six pairs, each with its own reason and its own reference (PLB03-2)."""
    if len(e) > 3 + 2 * PLB_PAIRS_MAX:
        raise BadElement("TOO_MANY", "PLB holds more than six pairs.")
    found = []
    for i in range(3, len(e), 2):
        if e[i] or at(e, i + 1):
            reason, _, reference = e[i].partition(component) if component else (e[i], "", "")
            found.append(ProviderAdjustment(e[1], DAYS[e[2]], reason, reference, money(e, i + 1)))
    return found
