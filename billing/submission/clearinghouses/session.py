"""One signed-in session with an SFTP server. A server with another host key is told nothing."""

import base64
import hashlib
import hmac
import io
import logging
import socket

import paramiko

from billing.submission.clearinghouses.place import Place
from billing.submission.clearinghouses.troubles import AWAY, WRONG_KEY, Down, Refused, WrongKey

# What the library logs names files, and tells every broken line at length.
logging.getLogger("paramiko").setLevel(logging.CRITICAL)
CONNECT_SECONDS_MAX = 15.0
KEY_KINDS = (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey)


class Session:
    """Raises Down, Refused, WrongKey. `close` may be called by another thread."""

    def __init__(self, place: Place) -> None:
        self._transport: paramiko.Transport | None = None
        try:
            self.sftp = self._opened(place)
        except BaseException:
            self.close()
            raise

    @property
    def is_open(self) -> bool:
        channel = self.sftp.get_channel()
        alive = self._transport is not None and self._transport.is_active()
        return alive and channel is not None and not channel.closed

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def _opened(self, place: Place) -> paramiko.SFTPClient:
        seconds = min(CONNECT_SECONDS_MAX, place.seconds_max)
        try:
            self._transport = transport = _transport(place, seconds)
            transport.start_client(timeout=seconds)
            _check_host(transport, place)
            _sign_in(transport, place)
            sftp = paramiko.SFTPClient.from_transport(transport)
        except (OSError, EOFError, paramiko.SSHException):
            raise Down(AWAY) from None
        channel = sftp.get_channel() if sftp is not None else None
        if sftp is None or channel is None:
            raise Down(AWAY)
        channel.settimeout(place.seconds_max)
        return sftp


def _transport(place: Place, seconds: float) -> paramiko.Transport:
    line = socket.create_connection((place.address, place.port), timeout=seconds)
    transport = paramiko.Transport(line)
    transport.banner_timeout = transport.handshake_timeout = seconds
    transport.auth_timeout = seconds
    return transport


def _check_host(transport: paramiko.Transport, place: Place) -> None:
    digest = hashlib.sha256(transport.get_remote_server_key().asbytes()).digest()
    shown = "SHA256:" + base64.b64encode(digest).decode().rstrip("=")
    if not any(hmac.compare_digest(shown, pinned) for pinned in place.host_keys):
        raise WrongKey(WRONG_KEY)


def _sign_in(transport: paramiko.Transport, place: Place) -> None:
    """A line that breaks here looks like a refusal to the library, and is none."""
    key = private_key(place) if place.private_key else None
    try:
        if key is not None:
            transport.auth_publickey(place.user, key)
        else:
            transport.auth_password(place.user, place.password)
    except paramiko.AuthenticationException as why:
        if not transport.is_active() or "timeout" in str(why).lower():
            raise Down(AWAY) from None
        raise Refused("sign_in") from None


def private_key(place: Place) -> paramiko.PKey:
    """Of any kind that OpenSSH makes. Raises Refused("secret")."""
    keys = (_read(kind, place) for kind in KEY_KINDS)
    key = next((one for one in keys if one is not None), None)
    if key is None:
        raise Refused("secret")
    return key


def _read(kind: type[paramiko.PKey], place: Place) -> paramiko.PKey | None:
    """None of what is none: the library fails in many ways over that, by assertions too."""
    try:
        return kind.from_private_key(io.StringIO(place.private_key), place.passphrase or None)
    except Exception:
        return None
