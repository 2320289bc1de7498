"""A file that counts only as it was signed: its signature stands in a file beside it."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNED_AS = b"dso-mapping-v1\n"
"""Before the content: the same key may sign other things elsewhere."""


def signature_of(content: bytes, key: Ed25519PrivateKey) -> bytes:
    """Base64, as it stands in the file."""
    return base64.b64encode(key.sign(SIGNED_AS + content)) + b"\n"


def is_signed(content: bytes, signature: bytes, public_key: str) -> bool:
    """Whether the key, base64, signed just this. False too for a key or signature that is none."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature.strip(), validate=True), SIGNED_AS + content)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True
