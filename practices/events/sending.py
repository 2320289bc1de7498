"""One request to an endpoint: bounded in time, no redirects, and of the answer only its status."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass

from practices.events import addresses
from practices.events.addresses import NoSuchName, NotAnAddress, Target

SECONDS_MAX = 15.0
CONNECT_SECONDS_MAX = 5.0
USER_AGENT = "back-office-webhooks/1"
GONE = 410


@dataclass(frozen=True, slots=True)
class Parcel:
    url: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`trouble` is a word of TROUBLES where there is no status; it never tells what was said."""

    status: int | None
    trouble: str
    milliseconds: int

    @property
    def arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """The endpoint says that it wants nothing more."""
        return self.status == GONE


TROUBLES = {
    "address": "Its address is not public, or not https",
    "name": "Its name has no address",
    "tls": "Its certificate is not trusted",
    "time": "It did not answer in 15 seconds",
    "refused": "No connection, or it broke off",
    "nonsense": "What it answered is no HTTP",
    "secret": "Its secret cannot be opened: rotate it",
    "lost": "We were interrupted; it may have arrived",
}


def send(parcel: Parcel, *, private: bool, seconds_max: float = SECONDS_MAX) -> Outcome:
    """Post once. Never raises for what the other side does; asks the name service first."""
    began = time.monotonic()
    status, trouble = None, ""
    try:
        target = addresses.parse(parcel.url, private=private)
        address = addresses.resolve(target, private=private)
        status = _post(target, address, parcel, seconds_max)
    except NotAnAddress:
        trouble = "address"
    except NoSuchName:
        trouble = "name"
    except ssl.SSLCertVerificationError:
        trouble = "tls"
    except TimeoutError:
        trouble = "time"
    except (OSError, ssl.SSLError):
        trouble = "refused"
    except (http.client.HTTPException, ValueError):
        trouble = "nonsense"
    return Outcome(status, trouble, int((time.monotonic() - began) * 1000))


class _Pinned(http.client.HTTPConnection):
    """Connects to the judged address, and proves by its certificate that it is the named host."""

    def __init__(self, target: Target, address: str) -> None:
        super().__init__(target.host, target.port, timeout=CONNECT_SECONDS_MAX)
        self._target, self._address = target, address

    def connect(self) -> None:
        """The socket is known before the handshake, so that a slow handshake can be cut off."""
        plain = socket.create_connection((self._address, self._target.port), CONNECT_SECONDS_MAX)
        self.sock = plain
        if self._target.scheme == "https":
            secured = ssl.create_default_context().wrap_socket(
                plain, server_hostname=self._target.host, do_handshake_on_connect=False
            )
            self.sock = secured
            secured.do_handshake()


def _post(target: Target, address: str, parcel: Parcel, seconds_max: float) -> int:
    """The status. A clock of its own ends what trickles: a socket's own bound begins anew with
    each byte. Raises OSError, HTTPException."""
    link, late = _Pinned(target, address), threading.Event()
    given = {"Host": target.host_header, "User-Agent": USER_AGENT, "Connection": "close"}
    timer = threading.Timer(seconds_max, _cut, [link, late])
    timer.daemon = True
    timer.start()
    try:
        link.connect()
        link.sock.settimeout(seconds_max)
        link.request("POST", target.path, parcel.body, parcel.headers | given)
        status = link.getresponse().status
        if late.is_set():  # cut off in the middle of its head, which then looks like a whole one
            raise TimeoutError
        return status
    except (OSError, http.client.HTTPException, ValueError):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
        link.close()


def _cut(link: _Pinned, late: threading.Event) -> None:
    late.set()
    if link.sock is not None:
        with contextlib.suppress(OSError):  # under TLS too the plain end: another thread reads it
            socket.socket.shutdown(link.sock, socket.SHUT_RDWR)
