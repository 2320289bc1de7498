"""Source rows: laid over, missed, gone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection

from practices.mirror.models import SourceRow
from practices.registry import bulk


class Incoming(msgspec.Struct, frozen=True, gc=False):
    """A row as it came: `hash` as bytea text, `values` in their canonical form."""

    key: str
    bucket: int
    hash: str
    stamp: datetime | None
    values: str


# As one JSON value: a temporary table a batch would fill the catalogs of a busy server. Rows that
# are equal are not touched at all: that is most of what comes after an outage.
LAY_OVER = """
MERGE INTO mirror_sourcerow AS kept
USING (SELECT * FROM json_to_recordset(%(rows)s::json) AS
    row(key text, bucket bigint, hash bytea, stamp timestamptz, "values" text)) AS came
ON kept."table" = %(table)s AND kept.key = came.key
WHEN MATCHED AND (kept.hash <> came.hash OR kept.gone_at IS NOT NULL OR kept.missed_at IS NOT NULL)
THEN
    UPDATE SET hash = came.hash, stamp = came.stamp, "values" = came."values",
        change = %(change)s, missed_at = NULL, gone_at = NULL
WHEN NOT MATCHED THEN
    INSERT ("table", key, bucket, hash, stamp, change, "values")
    VALUES (%(table)s, came.key, came.bucket, came.hash, came.stamp, %(change)s, came."values")
"""

# A few thousand keys of a table of any size are looked up one by one, whatever its statistics say:
# a table that fills for the first time has none.
ONE_BY_ONE = """
SELECT set_config('enable_' || name, 'off', true)
  FROM unnest('{seqscan,bitmapscan,hashjoin,mergejoin,material}'::text[]) AS name
"""

AS_THEY_WERE = """
SELECT came.key FROM json_to_recordset(%(rows)s::json) AS came(key text, hash bytea),
    LATERAL (SELECT 1 FROM mirror_sourcerow AS kept
              WHERE kept."table" = %(table)s AND kept.key = came.key AND kept.hash = came.hash
                AND kept.gone_at IS NULL AND kept.missed_at IS NULL OFFSET 0) AS same
"""

MARK = """
UPDATE mirror_sourcerow SET missed_at = CASE WHEN key = ANY (%(keys)s::text[])
        THEN coalesce(missed_at, %(now)s) END
 WHERE "table" = %(table)s AND bucket = %(bucket)s AND gone_at IS NULL
   AND (missed_at IS NOT NULL) <> (key = ANY (%(keys)s::text[]))
"""


def lay_over(table: str, rows: Sequence[Incoming], *, change: int) -> int:
    """Keep rows that are new, changed or back again; how many those were. Keys stand once.

    Keys and hashes go first: of most batches after an outage nothing else has to be sent.
    """
    with connection.cursor() as settings:
        settings.execute(ONE_BY_ONE)
    marks = msgspec.json.encode([{"key": row.key, "hash": row.hash} for row in rows]).decode()
    with bulk.bound(AS_THEY_WERE, {"table": table, "rows": marks}) as cursor:
        same = {key for (key,) in cursor.fetchall()}
    others = [row for row in rows if row.key not in same]
    if not others:
        return 0
    told = msgspec.json.encode(others).decode()
    with bulk.bound(LAY_OVER, {"table": table, "change": change, "rows": told}) as cursor:
        return cursor.rowcount


def mark_missed(table: str, bucket: int, keys: Sequence[str], *, now: datetime) -> None:
    """Of one bucket: these keys were missed, and no others; a first miss keeps its moment."""
    given: dict[str, Any] = {"table": table, "bucket": bucket, "keys": list(keys), "now": now}
    with connection.cursor() as cursor:
        cursor.execute(MARK, given)


def bury(table: str, keys: Sequence[str], *, change: int, now: datetime) -> int:
    """These rows are gone at the source; they stay here, marked."""
    rows = SourceRow.objects.filter(table=table, key__in=keys, gone_at=None)
    return int(rows.update(gone_at=now, change=change))
