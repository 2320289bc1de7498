"""Every request is signed: RFC 9421 with Ed25519, over its content by RFC 9530.

What is signed cannot be altered on the way, sent elsewhere, or sent again later: method, host,
path, query and content are covered, and a signature is good for five minutes.
"""

import base64
import hashlib
import secrets
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    algorithms,
)
from http_message_signatures.exceptions import HTTPMessageSignaturesException, InvalidSignature

from practices.wire.words import WORDS

TAG = "dso-agent-v1"
LIFETIME = timedelta(minutes=5)
NONCE_BYTES = 16
KEY_BYTES = 32
COVERED = ("@method", "@authority", "@path", "@query", "content-digest")
WORDS_SHOWN = 6


@dataclass(slots=True)
class Request:
    """What is signed of an HTTP request; `url` is whole, with scheme and host."""

    method: str
    url: str
    headers: MutableMapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, and the mark that must not come twice."""

    key_id: str
    nonce: str


class NotSigned(ValueError):
    """The request is not signed by the key it names, or was altered or delayed on its way."""


class ClockOff(NotSigned):
    """Signed well, but over five minutes ago or in the future: one of two clocks is wrong."""


def new_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def public_text(key: Ed25519PrivateKey) -> str:
    """The public half as base64, which enrolment sends."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def fingerprint(public_key: bytes) -> tuple[str, ...]:
    """Six words two people can compare on the telephone: 48 bits of SHA-256."""
    digest = hashlib.sha256(public_key).digest()
    return tuple(WORDS[byte] for byte in digest[:WORDS_SHOWN])


def key_id_of(public_key: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(public_key).digest()[:12]).decode()


def private_bytes(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    )


def sign(request: Request, *, key: Ed25519PrivateKey, key_id: str, now: datetime) -> None:
    """Adds Content-Digest, Signature-Input and Signature to the headers."""
    signer = HTTPMessageSigner(
        signature_algorithm=algorithms.ED25519, key_resolver=_Keys(lambda _: key)
    )
    covered = [*COVERED, *_optional(request)]
    signer.sign(
        request,
        key_id=key_id,
        created=now,
        expires=now + LIFETIME,
        nonce=secrets.token_urlsafe(NONCE_BYTES),
        tag=TAG,
        covered_component_ids=covered,
        body=request.body,
    )


def verify(request: Request, *, public_key_of: Callable[[str], bytes], now: datetime) -> Signed:
    """Who signed this request. `public_key_of` raises LookupError for a key it does not know.

    Raises NotSigned, ClockOff. Whoever asks must see to it that a nonce is used once.
    """
    verifier = _Verifier(now, _Keys(lambda key_id: _public(public_key_of, key_id)))
    try:
        (result,) = verifier.verify(
            request,
            max_age=LIFETIME,
            expect_tag=TAG,
            require_components=(*COVERED, *_optional(request)),
            body=request.body,
        )
    except ClockOff:
        raise
    except (HTTPMessageSignaturesException, ValueError, KeyError, TypeError) as why:
        raise NotSigned("The request carries no good signature.") from why
    told = result.parameters
    return Signed(str(told["keyid"]), str(told.get("nonce", "")))


def _optional(request: Request) -> tuple[str, ...]:
    """Headers that change what the content means, where they are."""
    names = {name.lower() for name in request.headers}
    return tuple(sorted(names & {"content-encoding", "idempotency-key"}))


def _public(public_key_of: Callable[[str], bytes], key_id: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(public_key_of(key_id))
    except LookupError:
        raise InvalidSignature("Unknown key") from None


class _Keys(HTTPSignatureKeyResolver):
    def __init__(self, resolve: Callable[[str], Any]) -> None:
        self._resolve = resolve

    def resolve_private_key(self, key_id: str) -> Any:  # noqa: ANN401  # the library's signature
        return self._resolve(key_id)

    def resolve_public_key(self, key_id: str) -> Any:  # noqa: ANN401  # as above
        return self._resolve(key_id)


class _Verifier(HTTPMessageVerifier):
    """Measures age against a given moment, five minutes either way."""

    def __init__(self, now: datetime, keys: _Keys) -> None:
        super().__init__(signature_algorithm=algorithms.ED25519, key_resolver=keys)
        self._now = now

    def validate_created_and_expires(
        self,
        sig_input: Any,  # noqa: ANN401  # as above
        max_age: timedelta | None = None,
    ) -> None:
        created, expires = sig_input.params.get("created"), sig_input.params.get("expires")
        if type(created) is not int or type(expires) is not int:
            raise InvalidSignature("created and expires are missing")
        if expires - created > LIFETIME.total_seconds():
            raise InvalidSignature("good for too long")
        if abs(self._now.astimezone(UTC).timestamp() - created) > LIFETIME.total_seconds():
            raise ClockOff("The request was signed more than five minutes from now.")
