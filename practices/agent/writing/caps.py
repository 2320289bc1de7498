"""What this agent writes on one day at most, whatever is ordered: kept here, not in the cloud."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import msgspec

from practices.agent.state import NotSetUp


@dataclass(frozen=True, slots=True)
class Cap:
    """Orders and cents a day."""

    orders: int
    cents: int


ALLOWED: Mapping[str, Cap] = {
    "claim_payment": Cap(200, 50_000_00),
    "claim_payment_undone": Cap(50, 20_000_00),
    "check": Cap(50, 100_000_00),
    "claim_sent": Cap(500, 0),
    "claim_note": Cap(200, 0),
    "claim_tracking": Cap(500, 0),
    "commlog": Cap(500, 0),
    "document": Cap(200, 0),
    "adjustment": Cap(50, 2_500_00),
    "verification": Cap(500, 0),
}
"""Unless writer.toml names others. A kind that is not named is not written."""


class Spent(msgspec.Struct, kw_only=True):
    """Of one day: order ids, so that one that is resumed counts once, and cents by kind."""

    day: str = ""
    orders: dict[str, list[str]] = {}
    cents: dict[str, int] = {}


class Keeps(Protocol):
    """A folder in which a file is written whole or not at all."""

    path: Path

    def keep(self, name: str, content: bytes) -> None: ...


@dataclass(slots=True)
class Caps:
    """`refusal` looks, `spend` counts; what was counted stays counted over a restart."""

    folder: Keeps
    allowed: Mapping[str, Cap] = field(default_factory=lambda: ALLOWED)
    _spent: Spent | None = None

    def refusal(self, kind: str, order_id: str, cents: int, day: str) -> str:
        """Why not today; "" where it may."""
        cap = self.allowed.get(kind)
        if cap is None:
            return f"This agent is not set up to write {kind}."
        spent = self._of(day)
        if order_id in spent.orders.get(kind, []):
            return ""
        if len(spent.orders.get(kind, [])) >= cap.orders:
            return f"The day's limit of {cap.orders} orders of {kind} is reached."
        if spent.cents.get(kind, 0) + cents > cap.cents:
            return f"The day's limit of money for {kind} is reached."
        return ""

    def spend(self, kind: str, order_id: str, cents: int, day: str) -> None:
        spent = self._of(day)
        orders = spent.orders.setdefault(kind, [])
        if order_id in orders:
            return
        orders.append(order_id)
        spent.cents[kind] = spent.cents.get(kind, 0) + cents
        self.folder.keep("spent.json", msgspec.json.encode(spent))

    def _of(self, day: str) -> Spent:
        if self._spent is None:
            self._spent = self._read()
        if self._spent.day != day:
            self._spent = Spent(day=day, orders={}, cents={})
        return self._spent

    def _read(self) -> Spent:
        """A damaged file must not open the day's limits anew. Raises NotSetUp."""
        file = self.folder.path / "spent.json"
        try:
            return msgspec.json.decode(file.read_bytes(), type=Spent) if file.exists() else Spent()
        except msgspec.DecodeError:
            todo = "Look what was written today, then remove it."
            raise NotSetUp(f"{file} is damaged. {todo}") from None
