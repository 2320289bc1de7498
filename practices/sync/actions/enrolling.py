"""How an agent becomes known: a code, a key, six words compared by a person."""

import base64
import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from compliance.audit import actions as audit
from practices.registry.models import Practice
from practices.sync import maps
from practices.sync.models import Agent, AgentState, EnrolmentCode, Nonce
from practices.wire import signing
from practices.wire.messages import Enroll, Heartbeat

CODE_BYTES = 16
CODE_LIFETIME = timedelta(hours=24)
NONCES_KEPT = timedelta(minutes=10)


class CannotEnrol(ValueError):
    """The code is unknown, used or too old, or the key is none or known already."""


class NotWaiting(RuntimeError):
    """The agent was approved or revoked before, or one of another practice system is at work."""


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


def approve(*, agent_id: uuid.UUID, now: datetime) -> Agent:
    """A person compared the words. Raises NotWaiting."""
    return _decide(agent_id, AgentState.ACTIVE, from_=(AgentState.WAITING,), now=now)


def revoke(*, agent_id: uuid.UUID, now: datetime) -> Agent:
    """From now on the key opens nothing. Raises NotWaiting if it does not already."""
    both = (AgentState.WAITING, AgentState.ACTIVE)
    return _decide(agent_id, AgentState.REVOKED, from_=both, now=now)


def _decide(
    agent_id: uuid.UUID, state: AgentState, *, from_: tuple[AgentState, ...], now: datetime
) -> Agent:
    with transaction.atomic():
        agent = Agent.objects.select_for_update().get(pk=agent_id)
        if agent.state not in from_:
            raise NotWaiting(f"The agent is {agent.get_state_display().lower()}.")
        if state is AgentState.ACTIVE:
            _refuse_another_system(agent)
        agent.state, agent.decided_at = state.value, now
        agent.save(update_fields=["state", "decided_at"])
        _note(f"agent.{state.value}", agent.pk)
    return agent


def _refuse_another_system(agent: Agent) -> None:
    """Each patient would be there twice. Raises NotWaiting."""
    others = Agent.objects.filter(practice=agent.practice_id, state=AgentState.ACTIVE)
    system = maps.system_of(agent.pms)
    for other in others.exclude(pk=agent.pk):
        if maps.system_of(other.pms) != system:
            name = maps.system_of(other.pms).name
            raise NotWaiting(f"An agent that reads {name} is active here; end that one first.")


def once(*, nonce: str, now: datetime) -> bool:
    """Whether this signature is seen for the first time."""
    try:
        with transaction.atomic():
            Nonce.objects.create(value=nonce, at=now)
    except IntegrityError:
        return False
    return True


def drop_nonces(*, now: datetime) -> int:
    """Of signatures that are too old to be taken. Not by every call: calls would delete the same
    rows at once and stop one another."""
    dropped, _ = Nonce.objects.filter(at__lt=now - NONCES_KEPT).delete()
    return dropped


def heard(*, agent: Agent, told: Heartbeat, now: datetime) -> None:
    """Keep what an agent says of itself; it holds no value of any row."""
    streams = [
        {"table": s.table, "mode": s.mode, "lag_seconds": s.lag_seconds, "error": s.error[:200]}
        for s in told.streams[:500]
    ]
    said = {
        "uptime_seconds": told.uptime_seconds,
        "db": told.db_version[:80],
        "trouble": told.trouble[:200],
        "streams": streams,
    }
    Agent.objects.filter(pk=agent.pk).update(
        seen_at=now, version=told.agent_version[:40], said=said
    )


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
