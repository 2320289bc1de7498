"""OpenSSH's own server on loopback, run by whoever runs the tests, with keys of its own."""

import contextlib
import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from practices.agent.sftp.place import SftpPlace

START_SECONDS_MAX = 10.0
CONFIG = """
Port {port}
ListenAddress 127.0.0.1
HostKey {home}/host
PidFile none
AuthorizedKeysFile {home}/client.pub
PasswordAuthentication no
KbdInteractiveAuthentication no
PubkeyAuthentication yes
UsePAM no
StrictModes no
PermitRootLogin yes
Subsystem sftp internal-sftp
"""


def program() -> str | None:
    return shutil.which("sshd", path="/usr/sbin:/usr/bin:/usr/local/sbin")


@dataclass
class SftpServer:
    """`folder` is what it serves, seen from here."""

    home: Path
    port: int
    folder: Path
    fingerprint: str

    def place(self, **given: object) -> SftpPlace:
        story = {
            "host": "127.0.0.1", "port": self.port, "user": getpass.getuser(),
            "host_key": self.fingerprint, "key_file": self.home / "client", "password_file": None,
        }  # fmt: skip
        return SftpPlace(**(story | given))  # type: ignore[arg-type]  # a story


def keys(home: Path, name: str) -> str:
    """A new key pair; its fingerprint."""
    make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)]
    subprocess.run(make, check=True, timeout=30)
    show = ["ssh-keygen", "-lf", str(home / f"{name}.pub")]
    told = subprocess.run(show, check=True, timeout=30, capture_output=True, text=True)
    return told.stdout.split()[1]


@contextlib.contextmanager
def running(home: Path) -> Iterator[SftpServer]:
    server, sshd = _set_up(home), program()
    assert sshd is not None
    Path("/run/sshd").mkdir(exist_ok=True) if getpass.getuser() == "root" else None
    command = [sshd, "-D", "-e", "-f", str(home / "config")]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(command, stderr=log)
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(START_SECONDS_MAX)


def _set_up(home: Path) -> SftpServer:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fingerprint = keys(home, "host")
    keys(home, "client")
    (home / "served").mkdir()
    (home / "config").write_text(CONFIG.format(port=port, home=home))
    return SftpServer(home, port, home / "served", fingerprint)


def _wait(server: SftpServer, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"sshd did not start: {(server.home / 'log').read_text()}")
