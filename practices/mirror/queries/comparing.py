"""What comparing needs of source rows: sums, digests, hashes, and what was missed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from practices.mirror.models import SourceRow
from practices.wire.buckets import sums_of

DIGESTS = """
SELECT bucket, count(*), md5(string_agg(encode(hash, 'hex'), '' ORDER BY hash))
  FROM mirror_sourcerow
 WHERE "table" = %s AND bucket BETWEEN %s AND %s AND gone_at IS NULL
 GROUP BY bucket
"""


def digests(table: str, first: int, last: int) -> dict[int, tuple[int, str]]:
    """Rows and digest of each bucket that holds any; as `wire.buckets.digest_of` has it."""
    with connection.cursor() as cursor:
        cursor.execute(DIGESTS, [table, first, last])
        return {number: (count, digest) for number, count, digest in cursor.fetchall()}


# Of keys and stamps alone, as a practice's own database can work it out: see wire.buckets.sums_of.
SUMS = """
SELECT bucket, count(*), bit_xor(mark), sum(mark)::bigint
  FROM (SELECT bucket, crc32(convert_to(
               key || ':' || coalesce(extract(epoch FROM stamp)::bigint, 0), 'UTF8')) AS mark
          FROM mirror_sourcerow
         WHERE "table" = %s AND bucket BETWEEN %s AND %s AND gone_at IS NULL) AS kept
 GROUP BY bucket
"""

TOTALS = """
SELECT count(*), max(key::bigint) FILTER (WHERE key ~ '^-?[0-9]{1,18}$')
  FROM mirror_sourcerow WHERE "table" = %s AND gone_at IS NULL
"""


def sums(table: str, first: int, last: int) -> dict[int, tuple[int, str]]:
    """Rows and sums of each bucket that holds any."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS, [table, first, last])
        return {n: (count, sums_of(xor, total)) for n, count, xor, total in cursor.fetchall()}


def totals(table: str) -> tuple[int, int]:
    """How many rows there are, and the highest counting key, 0 without one."""
    with connection.cursor() as cursor:
        cursor.execute(TOTALS, [table])
        count, top = cursor.fetchone()
    return count, top or 0


def hashes(table: str, bucket: int) -> dict[str, str]:
    """Key and hash, as hexadecimal digits, of the rows of one bucket that are not gone."""
    rows = SourceRow.objects.filter(table=table, bucket=bucket, gone_at=None)
    return {key: bytes(digest).hex() for key, digest in rows.values_list("key", "hash")}


def missed_before(table: str, keys: Sequence[str], before: datetime) -> list[str]:
    """Those of the keys that were missed at or before a moment and are still missed."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT key FROM mirror_sourcerow WHERE "table" = %s AND key = ANY (%s::text[])'
            " AND missed_at <= %s AND gone_at IS NULL ORDER BY key",
            [table, list(keys), before],
        )
        return [key for (key,) in cursor.fetchall()]
