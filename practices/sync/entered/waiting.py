"""How long what a person says they entered may stay unseen."""

from datetime import datetime, timedelta

import msgspec

from practices.sync.course import PROOF_DUE

FILE_DUE = timedelta(days=3)
"""Where files are read: with no newer file by then, what was entered counts as not seen."""


class Reach(msgspec.Struct, frozen=True):
    """How far the read path has come. `changed_at`: when the last rows of files came."""

    read_to: datetime
    is_files: bool
    changed_at: datetime | None


def is_overdue(told_at: datetime, reach: Reach, *, now: datetime) -> bool:
    """Whether it should be seen by now. A file that is looked at again is no newer file."""
    if now < told_at + PROOF_DUE:
        return False
    if reach.is_files:
        is_newer = reach.changed_at is not None and reach.changed_at >= told_at + PROOF_DUE
        return is_newer or now >= told_at + FILE_DUE
    return reach.read_to > told_at
