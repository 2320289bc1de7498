"""Reading the mirror: source rows, and records."""

from practices.mirror.queries.insurance import fresh_claims
from practices.mirror.queries.source import (
    Changed,
    changed_after,
    count,
    counts,
    digests,
    hashes,
    misread_by_table,
    missed_before,
    sums,
    totals,
)

__all__ = [
    "Changed",
    "changed_after",
    "count",
    "counts",
    "digests",
    "fresh_claims",
    "hashes",
    "misread_by_table",
    "missed_before",
    "sums",
    "totals",
]
