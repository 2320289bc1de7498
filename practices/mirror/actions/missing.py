"""Source rows that were missed, are gone, or are as they were under a new stamp."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from practices.mirror.models import SourceRow
from practices.registry import bulk

STAMP = """
WITH came AS (
    SELECT * FROM unnest(%(keys)s::text[], %(hashes)s::bytea[], %(stamps)s::timestamptz[])
        AS row(key, hash, stamp)),
same AS (
    SELECT came.key, came.stamp, kept.stamp AS old
      FROM came, LATERAL (SELECT * FROM mirror_sourcerow WHERE "table" = %(table)s
                             AND key = came.key OFFSET 0) AS kept
     WHERE kept.hash = came.hash AND kept.gone_at IS NULL AND kept.missed_at IS NULL),
stamped AS (
    UPDATE mirror_sourcerow AS kept SET stamp = same.stamp FROM same
     WHERE kept."table" = %(table)s AND kept.key = same.key
       AND same.stamp IS DISTINCT FROM same.old)
SELECT key FROM same
"""

MARK = """
UPDATE mirror_sourcerow SET missed_at = CASE WHEN key = ANY (%(keys)s::text[])
        THEN coalesce(missed_at, %(now)s) END
 WHERE "table" = %(table)s AND bucket = %(bucket)s AND gone_at IS NULL
   AND (missed_at IS NOT NULL) <> (key = ANY (%(keys)s::text[]))
"""


def later_than(table: str, keys: Sequence[str], *, change: int) -> set[str]:
    """Those of the keys that something was done to after one change."""
    rows = SourceRow.objects.filter(table=table, key__in=keys, change__gt=change)
    return set(rows.values_list("key", flat=True))


def mark_missed(table: str, bucket: int, keys: Sequence[str], *, now: datetime) -> None:
    """Of one bucket: these keys were missed, and no others; a first miss keeps its moment."""
    given: dict[str, Any] = {"table": table, "bucket": bucket, "keys": list(keys), "now": now}
    with connection.cursor() as cursor:
        cursor.execute(MARK, given)


def stamp(
    table: str, keys: Sequence[str], hashes: Sequence[bytes], stamps: Sequence[str | None]
) -> set[str]:
    """Keep new stamps of rows that are as we hold them; which those are. No change is numbered."""
    given = {"table": table, "keys": list(keys), "hashes": list(hashes), "stamps": list(stamps)}
    with bulk.bound(STAMP, given) as cursor:
        return {key for (key,) in cursor.fetchall()}


def bury(table: str, keys: Sequence[str], *, change: int, now: datetime) -> int:
    """These rows are gone at the source; they stay here, marked."""
    rows = SourceRow.objects.filter(table=table, key__in=keys, gone_at=None)
    return int(rows.update(gone_at=now, change=change))
