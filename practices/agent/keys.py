"""The agent changes its key by itself. The power may fail after any line.

The next key is written down before it is announced, and announced again until it is kept: the
platform answers the same, and lets the one before count for seven days.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from practices.agent.state import Folder
from practices.wire import signing
from practices.wire.messages import Keyed, NewKey

KEY_LIFETIME = timedelta(days=90)
log = logging.getLogger("dso-agent")


class Locksmith(Protocol):
    """The platform as far as keys go. Raises Refused, Unreachable."""

    def announce(self, told: NewKey) -> Keyed: ...

    def use(self, key: Ed25519PrivateKey, key_id: str) -> None: ...


def rotate_if_due(folder: Folder, server: Locksmith, clock: Callable[[], datetime]) -> bool:
    """Whether a new key counts from now on. Raises NotSetUp, Refused, Unreachable."""
    if not folder.has_next_key() and clock() - folder.key_written_at() < KEY_LIFETIME:
        return False
    key = folder.next_key()
    answer = server.announce(NewKey(public_key=signing.public_text(key)))
    folder.keep_next_key(answer.key_id, key)
    server.use(key, answer.key_id)
    log.info("The agent signs with a new key.")
    return True
