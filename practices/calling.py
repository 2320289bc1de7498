"""One call over HTTP: bounded in time and size, no redirects, TLS unless to this very machine."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Literal
from urllib.parse import SplitResult, urlsplit

CONNECT_SECONDS_MAX = 5.0
Word = Literal["address", "time", "refused", "nonsense"]


@dataclass(frozen=True, slots=True)
class Answer:
    """`is_cut` says that the body was longer than was asked for."""

    status: int
    body: bytes
    headers: Message
    is_cut: bool


class NoAnswer(Exception):
    """`was_connected` says that the other side may have heard what was asked."""

    def __init__(self, word: Word, *, was_connected: bool) -> None:
        super().__init__(word)
        self.word, self.was_connected = word, was_connected


def call(
    method: str, url: str, body: bytes, headers: Mapping[str, str], *,
    seconds_max: float, bytes_max: int,
) -> Answer:  # fmt: skip
    """Raises NoAnswer, and nothing else for what the other side does."""
    link: http.client.HTTPConnection | None = None
    try:
        parts = urlsplit(url)
        if not _may_go(parts):
            raise NoAnswer("address", was_connected=False)
        link = _link(parts)
        return _called(link, method, parts, body, headers, seconds_max, bytes_max)
    except (OSError, http.client.HTTPException, ValueError) as why:
        raise NoAnswer(_word(why), was_connected=_was_connected(link)) from None


def _word(why: Exception) -> Word:
    if isinstance(why, TimeoutError):
        return "time"
    return "refused" if isinstance(why, OSError) else "nonsense"


def _may_go(parts: SplitResult) -> bool:
    """Without TLS only to this very machine."""
    if parts.scheme == "https":
        return bool(parts.hostname)
    with contextlib.suppress(ValueError):
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    return False


class _Plain(http.client.HTTPConnection):
    is_connected = False

    def connect(self) -> None:
        super().connect()
        self.is_connected = True


class _Secured(http.client.HTTPSConnection):
    is_connected = False

    def connect(self) -> None:
        super().connect()
        self.is_connected = True


def _link(parts: SplitResult) -> _Plain | _Secured:
    host, port = parts.hostname or "", parts.port
    if parts.scheme == "http":
        return _Plain(host, port, timeout=CONNECT_SECONDS_MAX)
    known = ssl.create_default_context()
    return _Secured(host, port, timeout=CONNECT_SECONDS_MAX, context=known)


def _was_connected(link: http.client.HTTPConnection | None) -> bool:
    return isinstance(link, _Plain | _Secured) and link.is_connected


def _called(
    link: http.client.HTTPConnection, method: str, parts: SplitResult, body: bytes,
    headers: Mapping[str, str], seconds_max: float, bytes_max: int,
) -> Answer:  # fmt: skip
    """A clock of its own ends what trickles: a socket's own bound begins anew with each byte."""
    late = threading.Event()
    timer = threading.Timer(seconds_max, _cut, [link, late])
    timer.daemon = True
    timer.start()
    try:
        link.connect()
        link.sock.settimeout(seconds_max)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        link.request(method, path, body, {**headers, "Connection": "close"})
        told = link.getresponse()
        whole = told.read(bytes_max + 1)
        if late.is_set():
            raise TimeoutError
        return Answer(told.status, whole[:bytes_max], told.headers, len(whole) > bytes_max)
    except (OSError, http.client.HTTPException, ValueError):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
        link.close()


def _cut(link: http.client.HTTPConnection, late: threading.Event) -> None:
    late.set()
    if link.sock is not None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(link.sock, socket.SHUT_RDWR)
