"""Orders of the same claims, and which records stand for them already."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from practices.sync import kinds
from practices.sync.course import ENTERED, WriteBackState
from practices.sync.entered import ClaimSeen, payment_found
from practices.sync.models import WriteBack

PAYMENT, UNDOING = SEEN_KINDS = ("claim_payment", "claim_payment_undone")
S = WriteBackState
HELD = (S.QUEUED, S.LEASED, S.APPLIED, S.CONFIRMED, S.UNKNOWN)
ENDED = (S.CONFIRMED, S.SETTLED)


@dataclass
class Orders:
    """All orders of one claim, oldest first; `taken` are keys of lines, with the order each stands

    for."""

    rows: list[WriteBack] = field(default_factory=list)
    taken: dict[str, WriteBack] = field(default_factory=dict)

    def stood_for(self, row: WriteBack) -> set[str]:
        """Lines that stand for what an order takes back."""
        return {key for key, one in self.taken.items() if one.subject_id == row.subject_id}


def orders_of(keys: Mapping[str, str]) -> dict[str, Orders]:
    """All orders of claims, by the claims' keys in the mirror; `keys` has these by order key."""
    found: defaultdict[str, Orders] = defaultdict(Orders)
    names = {kinds.order_key_of_claim(key, ""): key for key in keys.values()} | dict(keys)
    rows = WriteBack.objects.filter(kind__in=SEEN_KINDS, order_key__in=list(names))
    for row in rows.order_by("id"):
        found[names[row.order_key]].rows.append(row)
    return dict(found)


def take_up(orders: Orders, claim: ClaimSeen | None) -> None:
    """What stands for orders that were proved, are in an agent's hands or were settled by a word.

    Payments that were taken out again hold no line any more.
    """
    repeated = {row.repeats_id for row in orders.rows}
    for row in orders.rows:
        if row.kind == PAYMENT and row.pk not in repeated and not _is_undone(row, orders.rows):
            held = _held_by(row, claim, orders.taken)
            orders.taken.update(dict.fromkeys(held, row))


def waits_for_another(row: WriteBack, rows: Sequence[WriteBack]) -> bool:
    """Its opposite was ordered earlier and has not ended: it is looked at after that."""
    return any(
        other.pk < row.pk and other.kind != row.kind and other.stage in ENTERED | set(HELD[:3])
        for other in rows
    )


def _held_by(row: WriteBack, claim: ClaimSeen | None, taken: Collection[str]) -> Collection[str]:
    body = kinds.body_of(row.kind, row.body)
    if row.shown_by:
        return tuple(row.shown_by)
    if row.stage in HELD:
        return [line.ref or str(line.key) for line in body.lines]
    if row.stage == S.SETTLED:
        return payment_found(body, claim, taken).lines
    return ()


def _is_undone(row: WriteBack, rows: Sequence[WriteBack]) -> bool:
    return any(
        other.kind == UNDOING and other.subject_id == row.subject_id and other.pk > row.pk
        and other.stage in ENDED
        for other in rows
    )  # fmt: skip
