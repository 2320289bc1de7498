"""Procedures know whether a claim names them, so that those no claim names are found by index."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection

from practices.mirror.models import InsuranceLine
from practices.registry import bulk

# Keys in their order, so that two workers never wait for each other's rows.
NOTE = """
WITH asked AS (
    SELECT source_key, EXISTS (
        SELECT FROM mirror_insuranceline line
         WHERE line.procedure_key = done.source_key AND line.gone_at IS NULL
           AND line.claim_key IS NOT NULL AND line.status <> 'estimate') AS on_claim
      FROM mirror_procedure done
     WHERE source_key = ANY (%(keys)s::text[]) ORDER BY source_key FOR NO KEY UPDATE
)
UPDATE mirror_procedure done SET on_claim = asked.on_claim FROM asked
 WHERE done.source_key = asked.source_key AND done.on_claim <> asked.on_claim
"""


def note_claimed(procedures: Collection[str | None]) -> None:
    """Look again whether claims for money name these procedures."""
    keys = sorted(filter(None, procedures))
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(NOTE, {"keys": bulk.array_of(keys)})


def procedures_of(lines: Sequence[str]) -> set[str | None]:
    """What these lines name as they stand."""
    rows = InsuranceLine.objects.filter(source_key__in=lines)
    return set(rows.values_list("procedure_id", flat=True))


def named_in(rows: Sequence[Mapping[str, Any]]) -> set[str | None]:
    return {row["procedure_key"] for row in rows}
