"""Source rows: laid over, missed, gone."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import batched
from typing import Any, NamedTuple

from django.db import connection

from practices.mirror.models import SourceRow
from practices.mirror.rows import Incoming
from practices.registry import bulk
from practices.wire.values import HASH_BYTES

LINES_PER_WRITE = 250
NONE = "\x02"  # for no stamp, until all other backslashes are doubled

# Whatever statistics say, and a table that fills for the first time has none: keys are looked up
# in their index, neighbours together. Any other plan would have to sort.
BY_KEY = """
SELECT set_config('enable_' || name, 'off', true)
  FROM unnest('{seqscan,bitmapscan,sort,incremental_sort}'::text[]) AS name
"""

# Two long values instead of thousands of rows; places are told only where something differs.
STANDING = """
SELECT string_agg(key, E'\\x01'), string_agg(hash, ''),
       CASE WHEN string_agg(hash, '') <> %(hashes)s::bytea THEN array_agg(at::text) END
  FROM (SELECT key, ctid AS at,
               CASE WHEN gone_at IS NULL AND missed_at IS NULL THEN hash
                    ELSE substr('\\x00000000000000000000000000000000'::bytea, 1) END AS hash
          FROM mirror_sourcerow
         WHERE "table" = %(table)s AND key = ANY (%(keys)s::text[]) ORDER BY key) AS kept
"""

TAKE_OUT = "DELETE FROM mirror_sourcerow WHERE ctid = ANY (%(at)s::tid[])"

COPY = """
COPY mirror_sourcerow ("table", key, bucket, hash, stamp, change, "values") FROM STDIN
"""

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


class Standing(NamedTuple):
    """`same` are keys of rows we hold as they came; `at` is where we hold others of the keys."""

    same: Collection[str]
    at: Sequence[str]


def standing(
    table: str, keys: Sequence[str], hashes: Sequence[bytes], *, but: Collection[str] = ()
) -> Standing:
    """How rows stand here that are about to come: of most batches after an outage nothing else
    has to be sent. Keys once each, in their order, without control characters. Keys of `but` are
    left out.

    Where we hold them is good only as long as nobody else may change them: lock their stream.
    """
    joined = b"".join(hashes)
    given = {"table": table, "keys": _array(keys), "hashes": joined}
    with bulk.bound(STANDING, given, before=BY_KEY) as cursor:
        (found,) = cursor.fetchall()
    held_keys, held_hashes, places = found
    if places is None and len(held_hashes or b"") == len(joined):
        return Standing(keys, ())
    held = _by_key(held_keys, held_hashes)
    came = dict(zip(keys, hashes, strict=True))
    same = {key for key, digest in held if came[key] == digest}
    told = zip(held, places or (), strict=True)
    return Standing(same, [at for (key, _), at in told if key not in same and key not in but])


def later_than(table: str, keys: Sequence[str], *, change: int) -> set[str]:
    """Those of the keys that something was done to after one change."""
    rows = SourceRow.objects.filter(table=table, key__in=keys, change__gt=change)
    return set(rows.values_list("key", flat=True))


def lay_over(table: str, rows: Iterable[Incoming], *, at: Sequence[str], change: int) -> int:
    """Put rows in, for those we hold `at` these places; how many. No key stands twice.

    Taking out and copying in costs less than half of an update, whose work it is. Rows are asked
    for while the database is busy with those before them.
    """
    if at:
        with bulk.bound(TAKE_OUT, {"at": bulk.array_of(at)}):
            pass
    count = 0
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for some in batched(rows, LINES_PER_WRITE, strict=False):
            copy.write(_lines(table, some, change))
            count += len(some)
    return count


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


def _array(keys: Sequence[str]) -> str | list[str]:
    """As Postgres writes an array, where that takes no escaping: most keys count."""
    joined = ",".join(keys)
    is_plain = joined.isascii() and joined.replace(",", "").isdigit()
    return f"{{{joined}}}" if is_plain else list(keys)


def _by_key(keys: str | None, hashes: bytes | None) -> list[tuple[str, bytes]]:
    if keys is None or hashes is None:
        return []
    cut = [hashes[place : place + HASH_BYTES] for place in range(0, len(hashes), HASH_BYTES)]
    return list(zip(keys.split("\x01"), cut, strict=True))


def _lines(table: str, rows: Iterable[Incoming], change: int) -> bytes:
    """As COPY reads them. JSON holds no tab and no line end, but a backslash may be anywhere."""
    told = "".join([
        f"{table}\t{key}\t{bucket}\t\\x{digest.hex()}\t{stamp or NONE}\t{change}\t"
        f"{values.decode()}\n"
        for key, bucket, digest, stamp, values in rows
    ])  # fmt: skip
    return told.replace("\\", "\\\\").replace(f"\t{NONE}\t", "\t\\N\t").encode()
