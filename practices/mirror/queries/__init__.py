"""Reading the mirror: source rows, and records."""

from practices.mirror.queries.changes import (
    Changed,
    are_level,
    changed_after,
    count,
    counts,
    misread_by_table,
)
from practices.mirror.queries.comparing import digests, hashes, missed_before, sums, totals
from practices.mirror.queries.insurance import fresh_claims
from practices.mirror.queries.records import complete_procedures, patient_ids
from practices.mirror.queries.treatment import covered, estimated, treated, unclaimed

__all__ = [
    "Changed",
    "are_level",
    "changed_after",
    "complete_procedures",
    "count",
    "counts",
    "covered",
    "digests",
    "estimated",
    "fresh_claims",
    "hashes",
    "misread_by_table",
    "missed_before",
    "patient_ids",
    "sums",
    "totals",
    "treated",
    "unclaimed",
]
