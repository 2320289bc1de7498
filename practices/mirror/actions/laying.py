"""Source rows are laid over those we hold."""

from collections.abc import Collection, Iterable, Sequence
from itertools import batched
from typing import NamedTuple

from django.db import connection

from practices.mirror.rows import Incoming, lines_of
from practices.registry import bulk
from practices.wire.values import HASH_BYTES

LINES_PER_WRITE = 250

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
            copy.write(lines_of(table, some, change))
            count += len(some)
    return count


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
