"""An agent changes its key: the new one is announced in a request signed by the old one."""

import base64
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from compliance.audit import actions as audit
from practices.sync.models import Agent, FormerKey
from practices.wire import signing
from practices.wire.messages import Keyed
from practices.wire.values import stamp_of

FORMER_LIFETIME = timedelta(days=7)


class CannotRotate(ValueError):
    """The key is none, is another agent's, or the one that signed is not the newest any more."""


def rotate(*, agent: Agent, signed_by: str, public_key: str, now: datetime) -> Keyed:
    """From now on the new key counts, and the one before for seven days yet.

    Announced again it is answered the same, by whichever of the two it is signed. Only the newest
    key may name its successor. Raises CannotRotate.
    """
    key = _key(public_key)
    key_id = signing.key_id_of(key)
    with transaction.atomic():
        row = Agent.objects.select_for_update().get(pk=agent.pk)
        if row.key_id == key_id:
            return _answer(row, now)
        if row.key_id != signed_by:
            raise CannotRotate("A former key names no successor.")
        if Agent.objects.filter(key_id=key_id).exists():
            raise CannotRotate("This key is known already.")
        _change(row, key, key_id, now)
        audit.record(deed="agent.key_rotated", subject_kind="agent", subject_ids=[row.pk])
    return _answer(row, now)


def drop_former_keys(*, now: datetime) -> int:
    """Keys whose time is over; they open nothing any more."""
    dropped, _ = FormerKey.objects.filter(until__lte=now).delete()
    return dropped


def _change(row: Agent, key: bytes, key_id: str, now: datetime) -> None:
    try:
        FormerKey.objects.create(
            key_id=row.key_id, agent=row, public_key=row.public_key, until=now + FORMER_LIFETIME
        )
    except IntegrityError:
        raise CannotRotate("This key was in use before.") from None
    row.key_id, row.public_key, row.keyed_at = key_id, key, now
    row.save(update_fields=["key_id", "public_key", "keyed_at"])


def _answer(row: Agent, now: datetime) -> Keyed:
    former = row.former_keys.order_by("-until").first()
    return Keyed(key_id=row.key_id, former_until=stamp_of(former.until if former else now) or "")


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != signing.KEY_BYTES:
        raise CannotRotate(f"Expected a public key of {signing.KEY_BYTES} bytes as base64.")
    return key
