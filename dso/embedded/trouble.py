"""What a full disk or a folder that cannot be written means to the person who starts us. Pure."""

import errno
from pathlib import Path

FULL, DISK_FULL = "No space left on device", "53100"  # as the system and as Postgres say it
NOT_OURS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR})


class NoPlace(SystemExit):
    """The data folder cannot be used; the message says what to do."""


def in_words(problem: BaseException, data: Path) -> str | None:
    """None for what is no trouble of the disk."""
    if is_full(problem):
        return (
            f"The disk that holds {data} is full. What was saved is safe. Make room (a first start "
            "needs 200 MB), then start again, or set DSO_DATA to a folder on another disk."
        )
    if isinstance(problem, OSError) and problem.errno in NOT_OURS:
        return (
            f"The folder {data} cannot be written. Nothing was started. Allow this account to "
            "write there, or set DSO_DATA to a folder of its own."
        )
    return None


def is_full(problem: BaseException) -> bool:
    """Whether the system, Postgres, or the log of a Postgres that did not start says so."""
    if isinstance(problem, OSError):
        return problem.errno == errno.ENOSPC
    told = problem.__cause__ or problem
    return getattr(told, "sqlstate", None) == DISK_FULL or FULL in str(problem)
