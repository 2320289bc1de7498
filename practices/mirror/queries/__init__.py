"""Reading the mirror: source rows, and records."""

from practices.mirror.queries.insurance import fresh_claims
from practices.mirror.queries.records import complete_procedures, patient_ids
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
    "complete_procedures",
    "count",
    "counts",
    "digests",
    "fresh_claims",
    "hashes",
    "misread_by_table",
    "missed_before",
    "patient_ids",
    "sums",
    "totals",
]
