"""A line to a server that can be cut after so many bytes of answers."""

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


@contextlib.contextmanager
def line_to(port: int) -> Iterator[Line]:
    listener = socket.create_server(("127.0.0.1", 0))
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
            threading.Thread(target=_pass, args=(here, there, None), daemon=True).start()
            threading.Thread(target=_pass, args=(there, here, line), daemon=True).start()


def _pass(source: socket.socket, target: socket.socket, line: Line | None) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(4_096):
            if line is not None and line.left is not None:
                line.left -= len(piece)
                if line.left <= 0:
                    break
            target.sendall(piece)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
