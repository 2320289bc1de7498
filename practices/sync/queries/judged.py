"""Orders that people carry out, each beside what the practice's own system shows of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from practices.sync import kinds
from practices.sync.course import ENTERED
from practices.sync.entered import ClaimSeen, Found, Reach, payment_found, undoing_found
from practices.sync.models import WriteBack
from practices.sync.queries.entered import claims_seen, keys_of_claims
from practices.sync.queries.reach import effects_here, reach_here, tables_read
from practices.sync.queries.standing import (
    PAYMENT,
    SEEN_KINDS,
    Orders,
    orders_of,
    take_up,
    waits_for_another,
)
from practices.sync.queries.steps import judged_steps, reach_of_steps

NO_CLAIM = Found((), ("The claim is not known in the practice's system.",))


@dataclass(frozen=True, slots=True)
class Judged:
    """`found` is None while an earlier order of the claim has not ended."""

    row: WriteBack
    found: Found | None


def can_be_seen(row: WriteBack) -> bool:
    """Whether anything that is read of this practice's system could show the order's effect."""
    body = kinds.body_of(row.kind, row.body)
    if isinstance(body, kinds.ClaimPayment):
        return bool(body.lines) and effects_here() is not None
    return reach_of_steps(row) is not None


def found_of(row: WriteBack) -> Found | None:
    """One order as the practice's system shows it; None where nothing does, or not yet."""
    if row.kind not in SEEN_KINDS:
        return judged_steps(row) if reach_of_steps(row) else None
    return next((one.found for one in judged([row])), None)


def reach() -> Reach | None:
    """How far reading has come; None where nothing shows payments, or not all of it is a record."""
    effects = effects_here()
    return reach_here(effects) if effects else None


def judged(rows: Sequence[WriteBack]) -> list[Judged]:
    """Oldest first; a line that stands for one stands for none after it."""
    effects = effects_here()
    told = [(row, kinds.body_of(row.kind, row.body)) for row in rows]
    bodies = [body for _, body in told if isinstance(body, kinds.ClaimPayment) and body.lines]
    if effects is None or not bodies:
        return []
    keys = keys_of_claims(bodies)
    claims = claims_seen(set(keys.values()), effects, tables_read(effects))
    orders = orders_of(keys)
    for key, some in orders.items():
        take_up(some, claims.get(key))
    found = []
    for row, body in sorted(told, key=lambda one: one[0].pk):
        key = keys.get(row.order_key, "")
        if not isinstance(body, kinds.ClaimPayment) or not body.lines:
            continue
        found.append(
            Judged(row, _found(row, body, claims.get(key), orders[key]) if key else NO_CLAIM)
        )
    return found


def _found(
    row: WriteBack, body: kinds.ClaimPayment, claim: ClaimSeen | None, orders: Orders
) -> Found | None:
    if waits_for_another(row, orders.rows):
        return None
    if row.kind != PAYMENT:
        stood = orders.stood_for(row)
        return undoing_found(body, claim, orders.taken.keys() - stood, stood)
    found = payment_found(body, claim, orders.taken)
    if row.stage in ENTERED and found.is_shown:
        orders.taken.update(dict.fromkeys(found.lines, row))
    return found
