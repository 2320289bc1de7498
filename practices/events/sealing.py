"""Secrets at rest: encrypted and authenticated (Fernet) with keys derived from a setting.

The first key seals; every key of the list opens, so that a key is replaced by putting the new one
in front and sealing again what the old one sealed. Without the setting a stolen database gives
nothing away.
"""

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"practices.events endpoint secret"
KEY_BYTES = 32


class CannotOpen(ValueError):
    """None of the keys in the setting sealed this, or it was changed."""


def seal(text: str, keys: Sequence[str]) -> bytes:
    return _locks(keys).encrypt(text.encode())


def opened(sealed: bytes, keys: Sequence[str]) -> str:
    """Raises CannotOpen."""
    try:
        return _locks(keys).decrypt(sealed).decode()
    except InvalidToken:
        raise CannotOpen("No key of SEALING_KEYS opens this secret.") from None


def resealed(sealed: bytes, keys: Sequence[str]) -> bytes:
    """The same secret under the first key. Raises CannotOpen."""
    return seal(opened(sealed, keys), keys)


def _locks(keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    told = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE).derive(key.encode())
    return base64.urlsafe_b64encode(told)
