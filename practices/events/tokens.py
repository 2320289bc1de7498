"""Tokens in the address of a door: told once, kept as a hash."""

import hashlib
import secrets

TOKEN_BYTES = 32


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
