"""What the elements of each 835 segment say; equal segments are read once and shared.

Readers here get the elements after the segment's name and know nothing of its place: they raise
BadElement, and who walks the segments adds where.
"""

from collections.abc import Callable

from billing.x12.amounts import CENTS, DAYS, NotAnAmount
from billing.x12.delimiters import Delimiters
from billing.x12.parties import Amount, Day, Party, Reference
from billing.x12.remittance import Adjustment, ProviderAdjustment

SEEN_MAX = 20_000
REPEATS_MAX = 1_000
PLB_PAIRS_MAX = 6
SvcFields = tuple[
    str, int, int, str, str, tuple[str, ...], str, str, str, str, str, tuple[str, ...]
]


class BadElement(ValueError):
    """An element is missing or not what it must be; the message names it, never its value."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class Seen[T](dict[str, T]):
    """What each spelling of a segment says. Remittances repeat themselves: two in three hit."""

    def __init__(self, read: Callable[[list[str]], T], element: str) -> None:
        super().__init__()
        self._read, self._element = read, element

    def __missing__(self, rest: str) -> T:
        if len(self) >= SEEN_MAX:
            self.clear()
        self[rest] = found = self._read(rest.split(self._element))
        return found


class Seen835:
    """The segments that repeat: CAS, DTM, AMT and SVC, by what follows their name."""

    def __init__(self, found: Delimiters) -> None:
        element, component = found.element, found.component
        self.adjustments = Seen(adjustments_of, element)
        self.days = Seen(days_of, element)
        self.amounts = Seen(amounts_of, element)
        self.services = Seen(lambda e: service_of(e, component), element)


def joined[T](sooner: tuple[T, ...], later: tuple[T, ...]) -> tuple[T, ...]:
    """Bounded, since a hostile file could repeat one segment a million times."""
    if len(sooner) > REPEATS_MAX:
        raise BadElement("TOO_MANY", f"A segment is repeated over {REPEATS_MAX} times.")
    return sooner + later


def money(name: str, e: list[str], place: int) -> int:
    """Cents of an element, counted from one; it must be there."""
    try:
        return CENTS[e[place - 1]]
    except IndexError:
        raise BadElement("MISSING_ELEMENT", f"{name}{place:02d} is missing.") from None
    except NotAnAmount as why:
        raise BadElement("BAD_AMOUNT", f"{name}{place:02d}: {why}") from None


def adjustments_of(e: list[str]) -> tuple[Adjustment, ...]:
    """Up to six triples by position; an empty one in the middle does not end them."""
    found = []
    for i in range(1, len(e), 3):
        reason = e[i]
        if reason:
            quantity = e[i + 2] if len(e) > i + 2 else ""
            found.append(Adjustment(e[0], reason, money("CAS", e, i + 2), quantity))
        elif at(e, i + 2):
            raise BadElement("MISSING_ELEMENT", f"CAS{i + 1:02d} is empty beside an amount.")
    return tuple(found)


def days_of(e: list[str]) -> tuple[Day, ...]:
    """Empty for what is no day; the walker says so."""
    on = DAYS[at(e, 2)]
    return (Day(e[0], on),) if on else ()


def amounts_of(e: list[str]) -> tuple[Amount, ...]:
    return (Amount(e[0], money("AMT", e, 2)),)


def reference_of(e: list[str]) -> Reference:
    return Reference(e[0], e[1] if len(e) > 1 else "")


def service_of(e: list[str], component: str) -> SvcFields:
    """The first fields of a Line, in its order: SVC01 to 07."""
    qualifier, code, modifiers, description = _procedure(e[0], component)
    submitted_qualifier, submitted_code, submitted_modifiers, _ = _procedure(at(e, 6), component)
    return (
        code, money("SVC", e, 2), money("SVC", e, 3), qualifier, submitted_code, modifiers,
        at(e, 5), at(e, 7), at(e, 4), description, submitted_qualifier, submitted_modifiers,
    )  # fmt: skip


def _procedure(text: str, component: str) -> tuple[str, str, tuple[str, ...], str]:
    """AD:Dxxxx:modifiers(3 to 6):description; a code without qualifier stands alone."""
    parts = text.split(component) if component else [text]
    if len(parts) == 1:
        return "", text, (), ""
    modifiers = tuple(part for part in parts[2:6] if part)
    return parts[0], parts[1], modifiers, at(parts, 7)


def person_or_firm(e: list[str]) -> Party:
    """NM1: who, of what kind, by which names and under which id."""
    e += [""] * (9 - len(e))
    return Party(e[0], e[2], e[3], e[7], e[8], (), (), (), e[1], e[4], e[6])


def provider_adjustments_of(e: list[str], component: str) -> list[ProviderAdjustment]:
    """PLB: up to six pairs, each with its own reason and its own reference (PLB03-2)."""
    if len(e) > 2 + 2 * PLB_PAIRS_MAX:
        raise BadElement("TOO_MANY", "PLB holds more than six pairs.")
    found = []
    for i in range(2, len(e), 2):
        if e[i] or at(e, i + 2):
            reason, _, reference = e[i].partition(component) if component else (e[i], "", "")
            cents = money("PLB", e, i + 2)
            found.append(ProviderAdjustment(e[0], DAYS[at(e, 2)], reason, reference, cents))
    return found


def at(e: list[str], place: int) -> str:
    """The element at `place`, counted from one, or "" where the segment is shorter."""
    return e[place - 1] if len(e) >= place else ""
