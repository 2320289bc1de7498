"""Ten thousand claims from bytes to proposals, against a loop that gets and saves, and a bare COPY.

The product's way is measured whole: the limited child reads the file, the clearing proves and
splits it, the practice matches, plans, books the arrivals and lays the work on the desk.
"""

import time
from datetime import UTC, datetime

from django.db import connections

from billing.x12.write835 import Envelope, write
from dso.benches.bench import Bench, Figures, Target
from dso.benches.by_row import FIRST_BY_ROW, row_by_row
from dso.benches.groups import NOW, found_group
from dso.benches.posted_claims import open_all, payment_of
from practices.jobs import actions as jobs
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.clearing import actions as clearing
from remits.matching.actions import COLUMNS
from remits.matching.models import ClaimPayment

CLAIMS = {"small": 2_000, "full": 10_000}
CLAIMS_PER_PAYMENT = 100
ROUNDS = 2
ROW_BY_ROW = 200


def measure(size: str) -> Figures:
    """The better of two rounds of each: the first also loads what both of them use."""
    count = CLAIMS[size]
    practice = found_group(1)[0]
    open_all(practice, ROUNDS * (count + ROW_BY_ROW))
    ours = min(_as_a_file(practice, round * count, count) for round in range(ROUNDS))
    first = ROUNDS * count
    one_by_one = min(
        row_by_row(practice, range(first + round * ROW_BY_ROW, first + (round + 1) * ROW_BY_ROW))
        for round in range(ROUNDS)
    )
    copied = _copied(practice, count)
    return {
        "claims_per_second": count / ours,
        "speedup_over_orm_rows": one_by_one / ROW_BY_ROW * count / ours,
        "times_copy": ours / copied,
        "seconds": ours,
        "copy_seconds": copied,
    }


def _as_a_file(practice: Practice, first: int, count: int) -> float:
    data = write(
        [
            payment_of(practice, n, min(CLAIMS_PER_PAYMENT, first + count - n))
            for n in range(first, first + count, CLAIMS_PER_PAYMENT)
        ],
        Envelope("BENCH", "US", 1, datetime(2026, 11, 20, tzinfo=UTC)),
    )
    began = time.perf_counter()
    clearing.take_in(
        data=data, name="bench.835", organization=practice.organization, source="bench", now=NOW
    )
    jobs.run_all_now(now=NOW)
    seconds = time.perf_counter() - began
    with in_practice(practice):
        proposed = ClaimPayment.objects.filter(stage="proposed").count() - first
        assert proposed == count, f"only {proposed} of {count} became proposals"
    return seconds


def _copied(practice: Practice, count: int) -> float:
    """COPY of the very rows into an unlogged table without an index: the physical limit."""
    names = ", ".join(COLUMNS)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            f'CREATE UNLOGGED TABLE bench_copy (LIKE "{practice.schema}".matching_claimpayment)'
        )
        with cursor.copy(
            f'COPY (SELECT {names} FROM "{practice.schema}".matching_claimpayment'  # noqa: S608  # ours
            f" WHERE ordinal < {FIRST_BY_ROW} LIMIT {count}) TO STDOUT"
        ) as out:
            rows = b"".join(bytes(block) for block in out)
        best = float("inf")
        for _ in range(3):
            cursor.execute("TRUNCATE bench_copy")
            began = time.perf_counter()
            with cursor.copy(f"COPY bench_copy ({names}) FROM STDIN") as into:
                into.write(rows)
            best = min(best, time.perf_counter() - began)
    return best


BENCH = Bench(
    "posting",
    measure,
    {"speedup_over_orm_rows": Target(">=", 30), "times_copy": Target("<=", 20)},
)
