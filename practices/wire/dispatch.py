"""The signature under an order: Ed25519 over the text of the order, and over nothing else."""

import base64
import binascii

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from practices.wire import signing
from practices.wire.commands import COMMAND_BYTES_MAX, Command, Leased

PURPOSE = b"dso-command-v1\n"
"""In front of what is signed, so that no signature of another kind is one of an order."""


class NotOurs(ValueError):
    """The order bears no good signature of a pinned key, or is another one than it claims."""


def sign(command: Command, key: Ed25519PrivateKey) -> tuple[str, str]:
    """The text of the order and its signature, base64. Raises NotOurs for one that is too large."""
    text = msgspec.json.encode(command)
    if len(text) > COMMAND_BYTES_MAX:
        raise NotOurs(f"An order holds at most {COMMAND_BYTES_MAX} bytes.")
    return text.decode(), base64.b64encode(key.sign(PURPOSE + text)).decode()


def opened(leased: Leased, pinned: tuple[str, ...]) -> Command:
    """The order, if one of the pinned keys (base64) signed exactly this text. Raises NotOurs."""
    text = leased.command.encode()
    key = _pinned(pinned).get(leased.key_id)
    if key is None:
        raise NotOurs("The order is signed by a key we have not pinned.")
    try:
        key.verify(base64.b64decode(leased.signature, validate=True), PURPOSE + text)
        command = msgspec.json.decode(text, type=Command)
    except (InvalidSignature, binascii.Error):
        raise NotOurs("The order's signature is not good.") from None
    except msgspec.DecodeError:
        raise NotOurs("The order is none that this version knows.") from None
    if command.id != leased.id:
        raise NotOurs("The order is another one than the lease names.")
    return command


def _pinned(pinned: tuple[str, ...]) -> dict[str, Ed25519PublicKey]:
    raw = [base64.b64decode(text) for text in pinned]
    return {signing.key_id_of(key): Ed25519PublicKey.from_public_bytes(key) for key in raw}
