"""An agent's rows from packed batches to the mirror, against COPY and Django's bulk.

The product's way is measured whole: unpacking, checking, hashing, laying over and the batch's own
row, one transaction a batch. In each round the first laying is all new rows, the second all
changed, the third all as they were; then come the two alternatives. Of each the best round counts:
a machine that does other work beside it slows single rounds, and not all alike.
"""

import time
from collections.abc import Iterator
from datetime import timedelta

from django.db import connections

from dso.benches.bench import Bench, Figures, Target
from dso.benches.groups import NOW, found_group
from practices.mirror.models import SourceRow
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions, maps
from practices.wire.batch import ROWS_MAX, Head, pack
from practices.wire.messages import Open
from practices.wire.values import canonical, stamp_of

ROWS = {"small": 20_000, "full": 200_000}
BULK_ROWS = 10_000
ROUNDS = 3
TABLE = maps.table_named("claimproc")
STAMP = stamp_of(NOW)
COLUMNS = '"table", key, bucket, hash, stamp, change, "values", missed_at, gone_at'


def measure(size: str) -> Figures:
    count = ROWS[size]
    practice = found_group(1)[0]
    bodies = [
        list(_bodies(count, first_seq=1 + turn * count // ROWS_MAX, salt=salt))
        for turn, salt in enumerate((1, 2, 2))
    ]
    rounds = [_round(practice, bodies, count) for _ in range(ROUNDS)]
    new, changed, same, copied, bulk = (min(took) for took in zip(*rounds, strict=True))
    return {
        "rows_per_second": count / new,
        "changes_per_second": count / changed,
        "repeats_per_second": count / same,
        "share_of_indexed_copy": copied / new,
        "speedup_over_bulk_create": bulk / BULK_ROWS * count / changed,
        "repeat_over_change": changed / same,
    }


def _round(practice: Practice, bodies: list[list[bytes]], count: int) -> list[float]:
    """Seconds for new, changed and unchanged rows, for COPY, and for bulk_create."""
    with connections["owner"].cursor() as cursor:
        for table in ("mirror_sourcerow", "sync_batch", "sync_stream"):
            cursor.execute(f'TRUNCATE "{practice.schema}".{table}')
    with in_practice(practice):
        actions.open_stream(table=TABLE, told=Open(map=maps.MAP, schema="s", identity="i"))
    laid = [_laid(practice, told, turn * len(told) + 1) for turn, told in enumerate(bodies)]
    return [*laid, _copied(practice, count), _bulk(practice)]


def _laid(practice: Practice, bodies: list[bytes], first_seq: int) -> float:
    began = time.perf_counter()
    for seq, body in enumerate(bodies, start=first_seq):
        with in_practice(practice):
            actions.take_batch(table=TABLE, epoch=1, seq=seq, body=body, now=NOW)
    return time.perf_counter() - began


def _bodies(count: int, first_seq: int, salt: int) -> Iterator[bytes]:
    for place, start in enumerate(range(0, count, ROWS_MAX)):
        head = Head(
            table=TABLE.name, epoch=1, seq=first_seq + place, map=maps.MAP, schema="s",
            cols=TABLE.columns, pk=TABLE.key, db_now=STAMP or "",
        )  # fmt: skip
        yield pack(
            head, [(STAMP, canonical(_row(key, salt))) for key in range(start, start + ROWS_MAX)]
        )


def _row(key: int, salt: int) -> list[object]:
    """As wide as the mapping, mostly amounts, one of which moves with `salt`."""
    values: list[object] = [12.5 * (place % 7) for place in range(len(TABLE.columns) - 1)]
    values[5] = float(key % 997 + salt)
    return [key, *values]


def _copied(practice: Practice, count: int) -> float:
    """COPY of the very rows into an equal, logged table with the same indexes."""
    table = f'"{practice.schema}".mirror_sourcerow'
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_copy")
        cursor.execute(f"CREATE TABLE bench_copy (LIKE {table} INCLUDING ALL)")
        every = f"COPY (SELECT {COLUMNS} FROM {table}) TO STDOUT"  # noqa: S608  # ours
        with cursor.copy(every) as out:
            rows = b"".join(bytes(block) for block in out)
        began = time.perf_counter()
        with cursor.copy(f"COPY bench_copy ({COLUMNS}) FROM STDIN") as into:
            into.write(rows)
        took = time.perf_counter() - began
        cursor.execute("SELECT count(*) FROM bench_copy")
        assert cursor.fetchone() == (count,)
    return took


def _bulk(practice: Practice) -> float:
    """Django's own upsert of changed rows, already unpacked and hashed."""
    with in_practice(practice):
        rows = list(SourceRow.objects.order_by("key")[:BULK_ROWS])
        for row in rows:
            row.stamp, row.hash = NOW + timedelta(seconds=1), bytes(16)
        began = time.perf_counter()
        SourceRow.objects.bulk_create(
            rows,
            batch_size=ROWS_MAX,
            update_conflicts=True,
            unique_fields=["table", "key"],
            update_fields=["bucket", "hash", "stamp", "change", "values"],
        )
        return time.perf_counter() - began


BENCH = Bench(
    "sync",
    measure,
    {
        "share_of_indexed_copy": Target(">=", 0.45),
        "speedup_over_bulk_create": Target(">=", 8),
        "repeat_over_change": Target(">=", 3),
    },
)
