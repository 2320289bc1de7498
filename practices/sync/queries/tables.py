"""The tables of a practice's system, as far as they were read."""

from practices.mirror import queries as mirror
from practices.sync.models import Stream


def streams() -> list[Stream]:
    return list(Stream.objects.order_by("table"))


def misread_by_table() -> dict[str, int]:
    """How many rows of each table could not be understood, and are no record."""
    return mirror.misread_by_table()


def rows_by_table() -> dict[str, int]:
    return mirror.counts()
