"""How far source rows became records, and which of them could not."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from practices.mirror.models import Misread, ReadMark


def marked(table: str) -> ReadMark | None:
    """How far rows of a table became records, locked; None while another worker has it."""
    ReadMark.objects.bulk_create([ReadMark(table=table)], ignore_conflicts=True)
    return ReadMark.objects.select_for_update(skip_locked=True).filter(table=table).first()


def moved_to(mark: ReadMark, change: int, key: str) -> None:
    mark.change, mark.key = change, key
    mark.save(update_fields=["change", "key"])


def misread(table: str, keys: Iterable[str], whys: Mapping[str, str], *, now: datetime) -> None:
    """Of these keys, those with a reason became no record; the others did, or are gone."""
    Misread.objects.filter(table=table, key__in=list(keys)).delete()
    Misread.objects.bulk_create(
        Misread(table=table, key=key, why=why[:200], at=now) for key, why in whys.items()
    )
