"""One exchange over HTTP: bounded in time and size, no redirects, and what went wrong in a word."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

CONNECT_SECONDS_MAX = 5.0
BYTES_MAX = 1 << 20
TROUBLES = {
    "address": "Its address is not https",
    "time": "It did not answer in time",
    "refused": "No connection, or it broke off",
    "status": "It answered with an error",
    "sign_in": "It does not know who we are",
    "size": "Its answer is too large",
    "nonsense": "What it answered is no answer",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """`trouble` is a word of TROUBLES, or "" where `body` is what came back."""

    body: bytes = b""
    trouble: str = ""
    content_type: str = ""


def exchange(url: str, body: bytes, headers: dict[str, str], *, seconds_max: float) -> Reply:
    """Post once. Never raises for what the other side does."""
    try:
        parts = urlsplit(url)
        if not _may_go(parts):
            return Reply(trouble="address")
        return _posted(parts, body, headers, seconds_max)
    except TimeoutError:
        return Reply(trouble="time")
    except (OSError, ssl.SSLError):
        return Reply(trouble="refused")
    except (http.client.HTTPException, ValueError):
        return Reply(trouble="nonsense")


def _may_go(parts: SplitResult) -> bool:
    """Without TLS only to this very machine."""
    if parts.scheme == "https":
        return bool(parts.hostname)
    with contextlib.suppress(ValueError):
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    return False


def _posted(parts: SplitResult, body: bytes, headers: dict[str, str], seconds_max: float) -> Reply:
    """A clock of its own ends what trickles: a socket's own bound begins anew with each byte."""
    link, late = _link(parts), threading.Event()
    timer = threading.Timer(seconds_max, _cut, [link, late])
    timer.daemon = True
    timer.start()
    try:
        link.connect()
        link.sock.settimeout(seconds_max)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        link.request("POST", path, body, headers | {"Connection": "close"})
        answer = link.getresponse()
        reply = _reply(answer.status, answer.read(BYTES_MAX + 1), answer.headers.get_content_type())
        whole = answer.headers.get("Content-Type") or ""
        if late.is_set():
            raise TimeoutError
        return reply if reply.trouble else Reply(reply.body, "", whole)
    except (OSError, http.client.HTTPException, ValueError):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
        link.close()


def _reply(status: int, body: bytes, kind: str) -> Reply:
    if status in {401, 403}:
        return Reply(trouble="sign_in")
    if status != 200:
        return Reply(trouble="status")
    if len(body) > BYTES_MAX:
        return Reply(trouble="size")
    return Reply(body, "", kind)


def _link(parts: SplitResult) -> http.client.HTTPConnection:
    host, port = parts.hostname or "", parts.port
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=CONNECT_SECONDS_MAX)
    known = ssl.create_default_context()
    return http.client.HTTPSConnection(host, port, timeout=CONNECT_SECONDS_MAX, context=known)


def _cut(link: http.client.HTTPConnection, late: threading.Event) -> None:
    late.set()
    if link.sock is not None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(link.sock, socket.SHUT_RDWR)
