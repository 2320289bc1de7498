"""Queueing and withdrawing write-backs, in the transaction of what they carry."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from practices.sync.models import WriteBack, WriteBackState


def queue_write_back(
    *, key: str, kind: str, subject_id: uuid.UUID, body: Mapping[str, Any], now: datetime
) -> WriteBack:
    """Ask the agent to write `body`. The key travels into the practice's row and proves it."""
    return WriteBack.objects.create(
        key=key, kind=kind, subject_id=subject_id, body=dict(body), queued_at=now
    )


def withdraw(*, key: str) -> bool:
    """Take back a write-back no agent has seen yet; False if it is out of our hands already."""
    return bool(
        WriteBack.objects.filter(key=key, state=WriteBackState.QUEUED).update(
            state=WriteBackState.WITHDRAWN
        )
    )
