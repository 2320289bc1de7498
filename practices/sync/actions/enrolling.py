"""How an agent becomes known: by a code and a key of its own."""

import base64
import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from django.db import transaction

from compliance.audit import actions as audit
from practices.registry.models import Practice
from practices.sync.models import Agent, EnrolmentCode
from practices.wire import signing
from practices.wire.messages import Enroll

CODE_BYTES = 16
CODE_LIFETIME = timedelta(hours=24)


class CannotEnrol(ValueError):
    """The code is unknown, used or too old, or the key is none or known already."""


def issue_code(*, practice: Practice, now: datetime) -> str:
    """A code for one agent at one practice, good once and for a day; told once, kept as a hash."""
    code = secrets.token_urlsafe(CODE_BYTES)
    with transaction.atomic():
        EnrolmentCode.objects.create(
            practice=practice, code_sha256=_sha256(code), expires_at=now + CODE_LIFETIME
        )
        _note("agent.code_issued", practice.pk)
    return code


def enrol(*, told: Enroll, key_id: str, now: datetime) -> Agent:
    """Keep an agent that waits for approval; the caller has proved that it holds the key.

    Raises CannotEnrol.
    """
    public_key = _public_key(told.public_key)
    if signing.key_id_of(public_key) != key_id:
        raise CannotEnrol("The request is signed by another key than it brings.")
    with transaction.atomic():
        codes = EnrolmentCode.objects.select_for_update().select_related("practice")
        code = codes.filter(code_sha256=_sha256(told.code)).first()
        if code is None or code.used_at is not None or code.expires_at <= now:
            raise CannotEnrol("The code is unknown, was used, or is older than a day.")
        if Agent.objects.filter(key_id=key_id).exists():
            raise CannotEnrol("This key is known already.")
        code.used_at = now
        code.save(update_fields=["used_at"])
        agent = Agent.objects.create(
            practice=code.practice,
            key_id=key_id,
            public_key=public_key,
            role=told.role,
            version=told.agent_version[:40],
            system=told.system[:80],
            pms=told.pms[:80],
            enrolled_at=now,
        )
        _note("agent.enrolled", agent.pk)
    return agent


def _public_key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != signing.KEY_BYTES:
        raise CannotEnrol(f"Expected a public key of {signing.KEY_BYTES} bytes as base64.")
    return key


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _note(deed: str, subject_id: uuid.UUID) -> None:
    audit.record(deed=deed, subject_kind="agent", subject_ids=[subject_id])
