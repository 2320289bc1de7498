"""The places inside a segment that a 999 names: elements, their contexts and bad values."""

import msgspec

from billing.x12.parts import Raw


class Hidden(msgspec.Struct, frozen=True, gc=False):
    """A copy of what was sent, which may be a patient's: it shows itself to nobody by accident."""

    text: str

    def __repr__(self) -> str:
        return f"Hidden({len(self.text)} characters)"


class Spot(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """An element by its place in a segment, from one; in a composite, and which repeat."""

    element: int
    component: int | None = None
    repeat: int | None = None


class Unit(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A business unit: CLM01 and its value, or SITUATIONAL TRIGGER without one.

    A value may be a number of a patient.
    """

    name: str
    value: str = ""


class Context(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One CTX: where in our business it went wrong, or what asked for what is missing.

    `segment`, `position` (from ST as one), `loop`, `spot` and `reference` name the trigger.
    """

    units: tuple[Unit, ...] = ()
    segment: str = ""
    position: int | None = None
    loop: str = ""
    spot: Spot | None = None
    reference: str = ""

    @property
    def is_trigger(self) -> bool:
        return any(unit.name == "SITUATIONAL TRIGGER" for unit in self.units)


class ElementError(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One IK4. `reference` is the number of the data element, `code` IK403."""

    spot: Spot
    code: str
    reference: str = ""
    bad_value: Hidden | None = None
    contexts: tuple[Context, ...] = ()
    others: tuple[Raw, ...] = ()
