"""Batches kept as they came for fourteen days, to prove what an agent said and to replay it.

They are files and no rows: nobody searches them, and they are dropped a day at a time. Two
thousand practices that send a megabyte a day are thirty gigabytes, which as rows would pass
through the write-ahead log, every backup and every vacuum. A file without its batch, of a
transaction that failed, harms nobody and goes with its day.
"""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from compliance.access import context
from practices.sync import sealing
from practices.sync.models import Batch

KEPT = timedelta(days=14)


class NotKept(LookupError):
    """The batch is older than fourteen days, or its file is gone."""


def keep_raw(*, table: str, epoch: int, seq: int, body: bytes, now: datetime) -> None:
    """Seal a batch of the practice we stand in. Whole or not at all; again is the same."""
    folder = _folder(now.date())
    folder.mkdir(parents=True, exist_ok=True)
    name = _name(table, epoch, seq)
    fresh = folder / f".{name}.new"
    fresh.write_bytes(sealing.seal(body, _place(name), _keys()))
    fresh.replace(folder / name)


def raw(*, batch: Batch) -> bytes:
    """A batch as it came. Raises NotKept, sealing.CannotOpen."""
    name = _name(batch.table, batch.epoch, batch.seq)
    try:
        sealed = (_folder(batch.at.date()) / name).read_bytes()
    except OSError:
        raise NotKept(f"{name} is not kept any more.") from None
    return sealing.opened(sealed, _place(name), _keys())


def drop_raw(*, today: date) -> int:
    """Days that are over fourteen days ago, of all practices; how many."""
    first, dropped = (today - KEPT).isoformat(), 0
    for folder in settings.SYNC_RAW_FOLDER.glob("*/????-??-??"):
        if folder.name < first:
            shutil.rmtree(folder, ignore_errors=True)
            dropped += 1
    return dropped


def _folder(day: date) -> Path:
    root: Path = settings.SYNC_RAW_FOLDER
    return root / context.practice().schema / day.isoformat()


def _name(table: str, epoch: int, seq: int) -> str:
    return f"{table}-{epoch}-{seq}"


def _place(name: str) -> str:
    return f"{context.practice().id}/{name}"


def _keys() -> dict[str, bytes]:
    return sealing.keys_of(settings.SYNC_RAW_KEYS, settings.SECRET_KEY)
