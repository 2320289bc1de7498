"""Celery's pgmq transport over queues that are already there."""

from kombu.transport import TRANSPORT_ALIASES, pgmq


class Channel(pgmq.Channel):
    """Listens for new messages; it does not make the trigger that tells of them.

    The transport makes it anew for every connection that names a queue. Two that do so at once
    fail, and the one that fails may be the page or the schedule that sends a message.
    """

    def _maybe_enable_notify(self, queue: str, queue_name: str | None = None) -> None:
        is_consumer = queue_name is None
        if self.use_notify and is_consumer:
            self.connection._register_notify_queue(  # type: ignore[attr-defined]  # it is ours, below
                self._queue_name(queue)
            )


class Transport(pgmq.Transport):
    Channel = Channel


def install() -> None:
    """From now on `pgmq://` means this transport."""
    TRANSPORT_ALIASES["pgmq"] = f"{__name__}:Transport"
