"""A claim as the practice's own system shows it, whichever system that is."""

from collections.abc import Mapping

import msgspec


class LineSeen(msgspec.Struct, frozen=True, kw_only=True):
    """`check` is the key of the check it is on; "" for none."""

    key: str
    code: str
    is_received: bool
    paid_cents: int
    write_off_cents: int
    deductible_cents: int
    check: str = ""


class CheckSeen(msgspec.Struct, frozen=True, kw_only=True):
    """`lines_cents` is what all lines on it add up to; `days` those it bears."""

    number: str
    cents: int
    lines_cents: int
    days: tuple[str, ...]


class ClaimSeen(msgspec.Struct, frozen=True, kw_only=True):
    """`is_received` is None where claims are not read, `checks` where checks are not."""

    is_received: bool | None
    lines: tuple[LineSeen, ...]
    checks: Mapping[str, CheckSeen] | None


class Found(msgspec.Struct, frozen=True):
    """Keys of the lines that stand for an order, and in words what is other than promised."""

    lines: tuple[str, ...]
    differs: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        return not self.differs
