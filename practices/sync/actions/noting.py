"""The trace of an order, in words a person reads beside it."""

from datetime import datetime

from compliance.access import context
from practices.sync.models import WriteBack, WriteBackNote
from practices.sync.outcomes import Verdict


def note(row: WriteBack, words: str, *, now: datetime) -> None:
    WriteBackNote.objects.create(
        write_back=row,
        at=now,
        attempt=row.attempt,
        state=row.state,
        words=words[:500],
        actor=context.actor().key[:60],
    )


def follow(row: WriteBack, verdict: Verdict, now: datetime) -> None:
    row.state = verdict.state.value
    if verdict.pause is not None:
        row.not_before = now + verdict.pause
