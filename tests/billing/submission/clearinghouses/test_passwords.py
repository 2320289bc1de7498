"""Signing in by password, which the tests' OpenSSH cannot be told: the library's server asks."""

import base64
import hashlib
import socket
import threading

import paramiko
import pytest
from paramiko.common import AUTH_FAILED, AUTH_SUCCESSFUL

from billing.submission.clearinghouses import Down, Place, Refused, WrongKey, open_door
from tests.billing.submission.clearinghouses.sites import parcel


class Asking(paramiko.ServerInterface):
    heard: list[str]

    def check_auth_password(self, username: str, password: str) -> int:
        self.heard.append(f"{username} {password}")
        is_right = password == "right"
        return AUTH_SUCCESSFUL if is_right else AUTH_FAILED

    def get_allowed_auths(self, username: str) -> str:
        return "password"


@pytest.mark.parametrize(
    ("password", "pinned", "raised", "heard"),
    [
        ("right", True, Down, ["us right"]),  # it has no files to offer
        ("wrong", True, Refused, ["us wrong"]),
        ("right", False, WrongKey, []),
    ],
)
def test_a_password_is_told_to_the_pinned_server_alone(
    password: str, pinned: bool, raised: type[Exception], heard: list[str]
) -> None:
    key = paramiko.ECDSAKey.generate()
    digest = base64.b64encode(hashlib.sha256(key.asbytes()).digest()).decode().rstrip("=")
    listener = socket.create_server(("127.0.0.1", 0))
    asking = Asking()
    asking.heard = []

    def serve() -> None:
        here, _ = listener.accept()
        transport = paramiko.Transport(here)
        transport.add_server_key(key)
        transport.start_server(server=asking)

    threading.Thread(target=serve, daemon=True).start()
    place = Place(
        "sftp", "127.0.0.1", listener.getsockname()[1], "us", password=password, seconds_max=5,
        host_keys=(f"SHA256:{digest if pinned else 'A' * 43}",),
    )  # fmt: skip
    with open_door(place) as door, pytest.raises(raised):
        door.stage(parcel())
    listener.close()
    assert asking.heard == heard
