"""One signed-in session with an SFTP server. Nothing is told to a server with another host key."""

import base64
import hashlib
import hmac
import socket
from typing import Any

from practices.agent.pms import PmsAway
from practices.agent.sftp.place import SftpPlace

SECONDS_MAX = 20.0
WRONG_HOST = (
    "The SFTP server shows another host key than the one pinned in agent.toml, so nothing was told"
    " to it. Ask whoever runs it whether its key was changed."
)
AWAY = "The SFTP server cannot be reached, or broke off."
REFUSED = "The SFTP server refuses user or key."
NO_SECRET = "The key or password for the SFTP server cannot be read."  # noqa: S105  # words for people
NO_LIBRARY = "Reading from SFTP needs the agent with its extra `sftp`."


class WrongHost(PmsAway):
    """Somebody else answers where the server should."""


class Session:
    """Raises PmsAway wherever it cannot go on."""

    def __init__(self, place: SftpPlace) -> None:
        try:
            import paramiko  # only who reads from SFTP installs it
        except ImportError:
            raise PmsAway(NO_LIBRARY) from None
        self._paramiko: Any = paramiko
        self._transport: Any = None
        try:
            self.sftp = self._opened(place)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def _opened(self, place: SftpPlace) -> Any:  # noqa: ANN401  # the library is not always there
        paramiko = self._paramiko
        try:
            line = socket.create_connection((place.host, place.port), timeout=SECONDS_MAX)
            self._transport = paramiko.Transport(line)
            self._transport.start_client(timeout=SECONDS_MAX)
            self._check_host(place)
            self._sign_in(place)
            sftp = paramiko.SFTPClient.from_transport(self._transport)
            sftp.get_channel().settimeout(SECONDS_MAX)
        except paramiko.AuthenticationException:
            raise PmsAway(REFUSED) from None
        except (OSError, EOFError, paramiko.SSHException):
            raise PmsAway(AWAY) from None
        return sftp

    def _check_host(self, place: SftpPlace) -> None:
        digest = hashlib.sha256(self._transport.get_remote_server_key().asbytes()).digest()
        shown = "SHA256:" + base64.b64encode(digest).decode().rstrip("=")
        if not hmac.compare_digest(shown, place.host_key):
            raise WrongHost(WRONG_HOST)

    def _sign_in(self, place: SftpPlace) -> None:
        try:
            if place.key_file is not None:
                key = self._paramiko.PKey.from_path(place.key_file)
            else:
                assert place.password_file is not None
                password = place.password_file.read_text(encoding="utf-8").strip()
        except (OSError, ValueError, self._paramiko.SSHException, self._paramiko.UnknownKeyType):
            raise PmsAway(NO_SECRET) from None
        if place.key_file is not None:
            self._transport.auth_publickey(place.user, key)
        else:
            self._transport.auth_password(place.user, password)
