"""The trace of an order, in words a person reads beside it."""

from datetime import datetime

from compliance.access import context
from practices.sync.models import WriteBack, WriteBackNote


def note(row: WriteBack, words: str, *, now: datetime) -> None:
    WriteBackNote.objects.create(
        write_back=row,
        at=now,
        attempt=row.attempt,
        state=row.state,
        words=words[:500],
        actor=context.actor().key[:60],
    )
