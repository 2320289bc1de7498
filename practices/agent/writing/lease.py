"""What is left of a lease, by a clock that only goes forward."""

from practices.agent.writing.carrying import Stopped
from practices.agent.writing.writer import Writer
from practices.wire.commands import Leased

STEP_SECONDS_MAX = 180.0
"""Waiting until an earlier call is over, and a call: with less left the lease is renewed first."""


class Lease:
    """What is left of it, by a clock that only goes forward."""

    def __init__(self, writer: Writer, leased: Leased) -> None:
        self._writer, self._leased = writer, leased
        self._until = writer.clock() + leased.lease_seconds
        self._is_told = False

    def hold(self) -> None:
        """Before each call: the platform knows that it begins, and the lease outlasts it.

        Raises Stopped, OutOfStep, Refused, Unreachable: then the call is not made.
        """
        left = self._until - self._writer.clock()
        if self._is_told and left > STEP_SECONDS_MAX:
            return
        asked = self._writer.clock()
        orders, (name, attempt) = self._writer.orders, (self._leased.id, self._leased.attempt)
        held = orders.renew(name, attempt) if self._is_told else orders.started(name, attempt, 0)
        if held.stop:
            raise Stopped("The platform has stopped writing.")
        self._is_told, self._until = True, asked + held.lease_seconds
