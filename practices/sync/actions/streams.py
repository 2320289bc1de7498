"""The stream that a call is about, and why it may not go on."""

from practices.sync.models import Stream
from practices.sync.order import Turn


class OutOfTurn(RuntimeError):
    """Another batch is expected: the agent opens the stream again and goes on from there."""

    def __init__(self, turn: Turn, expected_seq: int) -> None:
        super().__init__(f"Expected batch {expected_seq}.")
        self.turn, self.expected_seq = turn, expected_seq


class Paused(RuntimeError):
    """A person, or a fault, stopped this stream, or nobody accepted its source yet."""


def stream_of(table: str, epoch: int, *, lock: bool = False) -> Stream:
    """Raises OutOfTurn, Paused."""
    rows = Stream.objects.select_for_update() if lock else Stream.objects.all()
    stream = rows.filter(table=table).first()
    if stream is None or stream.epoch != epoch:
        raise OutOfTurn(Turn.EPOCH, stream.next_seq if stream else 1)
    if stream.paused:
        raise Paused(stream.paused)
    return stream
