"""Batches as they came, sealed with AES-GCM under a key of the settings. Pure.

The name of the key stands in front, so that keys can be changed: the newest seals, all of them
open. What was sealed for one place opens at no other.
"""

import base64
import os
from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK = b"DSO1"
KEY_BYTES, NONCE_BYTES = 32, 12
OWN = "own"


class CannotOpen(ValueError):
    """Another key, another place, or damaged: what was sealed is not what is there."""


def keys_of(told: Sequence[str], secret: str) -> dict[str, bytes]:
    """`id:base64` each, the newest first; without any, one made from a secret we have anyway.

    Raises ValueError, naming the id and never the key.
    """
    if not told:
        derive = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"raw batches")
        return {OWN: derive.derive(secret.encode())}
    return dict(_key(one) for one in told)


def seal(content: bytes, place: str, keys: Mapping[str, bytes]) -> bytes:
    """With the first key."""
    name, key = next(iter(keys.items()))
    nonce, told = os.urandom(NONCE_BYTES), name.encode()
    sealed = AESGCM(key).encrypt(nonce, content, place.encode())
    return MARK + bytes([len(told)]) + told + nonce + sealed


def opened(sealed: bytes, place: str, keys: Mapping[str, bytes]) -> bytes:
    """Raises CannotOpen."""
    if not sealed.startswith(MARK) or len(sealed) < len(MARK) + 1:
        raise CannotOpen("This is no sealed batch.")
    end = len(MARK) + 1 + sealed[len(MARK)]
    name = sealed[len(MARK) + 1 : end].decode("ascii", "replace")
    if name not in keys:
        raise CannotOpen(f"Key {name} is not among the settings' keys.")
    nonce, rest = sealed[end : end + NONCE_BYTES], sealed[end + NONCE_BYTES :]
    try:
        return AESGCM(keys[name]).decrypt(nonce, rest, place.encode())
    except (InvalidTag, ValueError):
        raise CannotOpen("The batch was altered, or belongs somewhere else.") from None


def _key(told: str) -> tuple[str, bytes]:
    name, _, text = told.partition(":")
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if not name.isascii() or not 0 < len(name) < 2**8 or len(key) != KEY_BYTES:
        raise ValueError(f"Key {name[:20]}: expected id:base64 of {KEY_BYTES} bytes.")
    return name, key
