"""Where a clearinghouse is, and as whom we come."""

import re
from dataclasses import dataclass, field
from typing import Literal

FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
PORT_MAX = 65_535
Kind = Literal["sftp", "http", "folder"]


@dataclass(frozen=True, slots=True)
class Folders:
    """Of a drop-box: we write into `out`, read from `inbox`, and put aside into `archive`.

    `sent` is where they keep what they took from `out`, "" where they show none. `out` and its
    temporary names are on one file system, and so are `inbox` and `archive`.
    """

    out: str = "out"
    inbox: str = "in"
    archive: str = "archive"
    sent: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """`address` is a host name (sftp), a URL (http) or a path (folder, above its folders).

    `host_keys` are pinned fingerprints as `ssh-keygen -lf` shows them (SHA256:…); more than one
    while theirs changes. `private_key` is its text; else `password` signs in (http: as a bearer's
    token where there is no user). `seconds_max` bounds each single call of a door, and
    `settle_seconds` lie between the two looks that show that a file grows no more.

    `honours_keys` says that their http side knows Idempotency-Key; without it an answer that got
    lost is a person's. `sweeps` says that they remove temporary files themselves; then a
    temporary name that is gone proves nothing. Raises ValueError, saying what to do.
    """

    kind: Kind
    address: str
    port: int = 22
    user: str = ""
    password: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    passphrase: str = field(default="", repr=False)
    host_keys: tuple[str, ...] = ()
    folders: Folders = Folders()
    seconds_max: float = 120.0
    settle_seconds: float = 2.0
    honours_keys: bool = True
    sweeps: bool = False

    def __post_init__(self) -> None:
        if self.kind == "sftp" and not self.host_keys:
            raise ValueError("Pin the server's host key, as `ssh-keygen -lf` shows it: SHA256:…")
        if not all(FINGERPRINT.fullmatch(one) for one in self.host_keys):
            raise ValueError("A host key is pinned as SHA256: and 43 characters.")
        if not 0 < self.port <= PORT_MAX or self.seconds_max <= 0 or self.settle_seconds < 0:
            raise ValueError(f"A port is 1 to {PORT_MAX}, a bound of time above zero.")
