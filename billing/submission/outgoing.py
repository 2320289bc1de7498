"""Which ready claims leave tonight, and why others stay. Pure."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from billing.submission.routing import Chosen, NoRoute

DUPLICATE_DAYS = 10  # where nobody noted the payer's own window


class Ready(NamedTuple):
    """A claim that may leave. `last_on` is the day its last original reached the payer."""

    id: uuid.UUID
    payer_id: uuid.UUID
    payer_name: str
    number: str
    frequency: str
    original_number: str
    charge_cents: int
    served_on: date
    last_on: date | None
    duplicate_days: int | None


class Leaves(NamedTuple):
    claim: Ready
    chosen: Chosen


class Stays(NamedTuple):
    claim: Ready
    why: str


class Tonight(NamedTuple):
    leaves: list[Leaves]
    stays: list[Stays]


def tonight(
    claims: Iterable[Ready], routes: Mapping[uuid.UUID, Chosen | NoRoute], *, today: date
) -> Tonight:
    """In the order given."""
    told = Tonight([], [])
    for claim in claims:
        route = routes.get(claim.payer_id) or NoRoute("Nobody said which clearinghouse takes it")
        why = route.why if isinstance(route, NoRoute) else _stays_because(claim, today)
        if isinstance(route, Chosen) and not why:
            told.leaves.append(Leaves(claim, route))
        else:
            told.stays.append(Stays(claim, why))
    return told


def _stays_because(claim: Ready, today: date) -> str:
    """A second original inside the payer's window would be denied as a duplicate."""
    if claim.frequency in {"7", "8"}:
        return "" if claim.original_number else "The payer's number of the first claim is missing"
    if claim.last_on is None:
        return ""
    days = DUPLICATE_DAYS if claim.duplicate_days is None else claim.duplicate_days
    free_on = claim.last_on + timedelta(days=days)
    return (
        "" if today > free_on else f"The payer has it: send a corrected one, or wait to {free_on}"
    )
