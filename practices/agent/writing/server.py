"""What carrying out orders asks of the platform, and the way to it over HTTPS."""

from typing import Protocol

import msgspec

from practices.agent.https import HttpsServer, read_answer
from practices.wire.commands import (
    COMMANDS_MAX,
    WAIT_SECONDS_MAX,
    Held,
    Leases,
    Result,
    Started,
    Taken,
)
from practices.wire.messages import Heartbeat, HeartbeatAnswer


class Orders(Protocol):
    """Every call raises Refused or Unreachable; OutOfStep where an attempt counts no more."""

    def leases(self) -> Leases: ...

    def started(self, order_id: str, attempt: int, step: int) -> Held: ...

    def renew(self, order_id: str, attempt: int) -> Held: ...

    def result(self, order_id: str, attempt: int, told: Result) -> Taken: ...

    def heartbeat(self, told: Heartbeat) -> HeartbeatAnswer: ...


class HttpsOrders(HttpsServer):
    """One writer's way to the platform."""

    def leases(self) -> Leases:
        path = f"/commands?wait={WAIT_SECONDS_MAX}&max={COMMANDS_MAX}"
        return read_answer(self.call("GET", path), Leases)

    def started(self, order_id: str, attempt: int, step: int) -> Held:
        return self._tell(order_id, attempt, "started", Started(step=step), Held)

    def renew(self, order_id: str, attempt: int) -> Held:
        return self._tell(order_id, attempt, "renew", Started(), Held)

    def result(self, order_id: str, attempt: int, told: Result) -> Taken:
        return self._tell(order_id, attempt, "result", told, Taken)

    def _tell[T](
        self, order_id: str, attempt: int, what: str, told: msgspec.Struct, answer: type[T]
    ) -> T:
        path = f"/commands/{order_id}/{attempt:d}/{what}"
        return read_answer(self.call("POST", path, msgspec.json.encode(told)), answer)
