"""Signing what we send, by the Standard Webhooks convention (standardwebhooks.com).

The signature is HMAC-SHA256 over `id.timestamp.body`; while a secret is being replaced two of them
stand side by side. The tests check it with the convention's own library.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def headers(message_id: str, at: datetime, body: bytes, signed_by: Iterable[str]) -> dict[str, str]:
    """The three headers; `signed_by` are secrets as they are shown, newest first."""
    seconds = str(int(at.timestamp()))
    told = b".".join([message_id.encode(), seconds.encode(), body])
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(_signature(secret, told) for secret in signed_by),
    }


def _signature(secret: str, told: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, told, hashlib.sha256)).decode()
