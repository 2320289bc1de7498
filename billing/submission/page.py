"""The outbox as its page shows it. Pure."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from billing.submission.outgoing import Leaves, Ready, Stays, Tonight

CLAIMS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Bound:
    """What leaves for one clearinghouse: all of it in sums, the first claims by name."""

    house: str
    claims: list[Ready]
    count: int
    cents: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays for one reason."""

    why: str
    claims: list[Ready]
    count: int
    cents: int


@dataclass(frozen=True, slots=True)
class Shown:
    bound: list[Bound]
    kept: list[Kept]
    count: int
    cents: int
    kept_cents: int


def tonight_of(told: Tonight) -> Shown:
    """Most money first."""
    bound = [
        Bound(house, *_summed(one.claim for one in found))
        for house, found in _leaving(told.leaves).items()
    ]
    kept = [Kept(why, *_summed(one.claim for one in f)) for why, f in _staying(told.stays).items()]
    return Shown(
        sorted(bound, key=lambda one: -one.cents),
        sorted(kept, key=lambda one: -one.cents),
        len(told.leaves),
        sum(one.claim.charge_cents for one in told.leaves),
        sum(one.cents for one in kept),
    )


def _leaving(rows: Iterable[Leaves]) -> dict[str, list[Leaves]]:
    found: dict[str, list[Leaves]] = {}
    for one in rows:
        found.setdefault(one.chosen.house_name, []).append(one)
    return found


def _staying(rows: Iterable[Stays]) -> dict[str, list[Stays]]:
    found: dict[str, list[Stays]] = {}
    for one in rows:
        found.setdefault(one.why, []).append(one)
    return found


def _summed(claims: Iterable[Ready]) -> tuple[list[Ready], int, int]:
    rows = list(claims)
    return rows[:CLAIMS_SHOWN], len(rows), sum(one.charge_cents for one in rows)


def is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
