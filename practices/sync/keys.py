"""The dispatch keys: the private half signs orders on the worker, the public halves go to agents.

A folder holds `current.key`, `next.key` and their `.pub`. Web servers are given the public files
alone; where nobody configured a folder, one is made in our data folder at its first use.
"""

import contextlib
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from practices.wire import signing

NAMES = ("current", "next")


class NoDispatchKey(RuntimeError):
    """The key that signs orders, or its public half, is not where the settings say it is."""


def public_keys() -> tuple[str, ...]:
    """The one in use and the next, base64. Raises NoDispatchKey."""
    folder = _folder()
    return tuple(_read(folder / f"{name}.pub").decode().strip() for name in NAMES)


def private_key() -> Ed25519PrivateKey:
    """The one in use; only workers may read it. Raises NoDispatchKey."""
    try:
        return Ed25519PrivateKey.from_private_bytes(_read(_folder() / "current.key"))
    except ValueError:
        raise NoDispatchKey("The dispatch key is damaged.") from None


def make(folder: Path) -> None:
    """Both pairs, where they are not there yet; what is there is never replaced."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in NAMES:
        _keep(folder / f"{name}.key", signing.private_bytes(signing.new_key()))
        key = Ed25519PrivateKey.from_private_bytes((folder / f"{name}.key").read_bytes())
        _keep(folder / f"{name}.pub", signing.public_text(key).encode())


def _folder() -> Path:
    folder = Path(settings.DISPATCH_FOLDER)
    if settings.DISPATCH_KEYS_ARE_OURS and not (folder / f"{NAMES[-1]}.pub").exists():
        make(folder)
    return folder


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise NoDispatchKey(f"{file.name} is not in the folder of dispatch keys.") from None


def _keep(file: Path, content: bytes) -> None:
    """Whole or not at all; of two processes the first wins."""
    if file.exists():
        return
    half = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(content)
    with contextlib.suppress(FileExistsError):
        os.link(half, file)
    half.unlink()
