"""Which provider-level adjustments cancel each other. Pure.

A carry (FB) of one remittance is taken up by a later one with the sign turned; a recovery that
was announced (WO negative) is taken later (WO positive); money we sent back ourselves (72) meets
the recovery (WO) of the same reference. Only equal amounts with equal references cancel.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MEETS = {"FB": ("FB",), "WO": ("WO", "72"), "72": ("WO",)}


@dataclass(frozen=True, slots=True)
class Open:
    """One open item; `position` is the caller's own key."""

    position: int
    payer: str
    reason: str
    reference: str
    cents: int


def pairs(items: Sequence[Open]) -> list[tuple[int, int]]:
    """Positions that cancel, the older first; each item is used once."""
    used: set[int] = set()
    found = []
    for i, item in enumerate(items):
        for later in items[i + 1 :]:
            if {item.position, later.position} & used or not _cancel(item, later):
                continue
            used |= {item.position, later.position}
            found.append((item.position, later.position))
            break
    return found


def _cancel(one: Open, other: Open) -> bool:
    return (
        other.reason in MEETS.get(one.reason, ())
        and one.payer == other.payer
        and bool(one.reference)
        and one.reference == other.reference
        and one.cents == -other.cents
    )
