"""A line to a server that can be cut after so many bytes of answers, or of what is asked."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass
class Line:
    port: int
    left: int | None = None
    """Bytes of answers that still get through; None for all of them."""
    asks_left: int | None = None
    """The same for what is asked; what is left over is lost."""
    heard: int = 0
    """Bytes of answers that got through."""
    asked: int = 0

    def lets(self, count: int, *, asks: bool) -> bool:
        """Whether that many more get through."""
        if asks:
            self.asked += count
            self.asks_left = None if self.asks_left is None else self.asks_left - count
            return self.asks_left is None or self.asks_left > 0
        self.heard += count
        self.left = None if self.left is None else self.left - count
        return self.left is None or self.left > 0


@contextlib.contextmanager
def line_to(port: int, at: int = 0) -> Iterator[Line]:
    listener = socket.create_server(("127.0.0.1", at))
    line = Line(listener.getsockname()[1])
    threading.Thread(target=_accept, args=(listener, port, line), daemon=True).start()
    try:
        yield line
    finally:
        listener.close()


def _accept(listener: socket.socket, port: int, line: Line) -> None:
    with contextlib.suppress(OSError):
        while True:
            here, _ = listener.accept()
            there = socket.create_connection(("127.0.0.1", port))
            for asks, ends in ((True, (here, there)), (False, (there, here))):
                threading.Thread(target=_pass, args=(*ends, line, asks), daemon=True).start()


def _pass(source: socket.socket, target: socket.socket, line: Line, asks: bool) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(4_096):
            if not line.lets(len(piece), asks=asks):
                break
            target.sendall(piece)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
