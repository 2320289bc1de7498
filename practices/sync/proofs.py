"""The practice's rows as the read path last saw them, as columns with their values."""

import json
from collections.abc import Iterable

from django.db.models import Q

from practices.mirror.models import SourceRow
from practices.sync.models import Stream
from practices.wire.commands import Value

Rows = dict[tuple[str, int], dict[str, Value]]
KEYS_PER_QUERY_MAX = 500


def rows_of(keys: Iterable[tuple[str, int]]) -> Rows:
    """Those that are there and not gone. Columns are named by the stream they came in."""
    wanted: dict[str, list[str]] = {}
    for table, key in keys:
        wanted.setdefault(table, []).append(str(key))
    columns = dict(Stream.objects.filter(table__in=wanted).values_list("table", "columns"))
    found: Rows = {}
    for table, texts in wanted.items():
        for start in range(0, len(texts), KEYS_PER_QUERY_MAX):
            part = Q(table=table, key__in=texts[start : start + KEYS_PER_QUERY_MAX])
            rows = SourceRow.objects.filter(part, gone_at=None).values_list("key", "values")
            for text, values in rows:
                found[table, int(text)] = _named(columns.get(table, []), values)
    return found


def _named(columns: list[str], values: str) -> dict[str, Value]:
    return dict(zip(columns, json.loads(values), strict=False))
