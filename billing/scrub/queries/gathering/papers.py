"""What was written of the services of claims: notes, narratives, what is marked as enclosed."""

import uuid
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from billing.notes.extract import extract
from billing.notes.reading import Reading
from billing.scrub.facts import Attached, Noted
from billing.scrub.noting import noted
from billing.scrub.queries.gathering.reading import grouped, rows
from practices.registry.models import Practice

NOTES_A_CLAIM_MAX = 20
READINGS_KEPT_MAX = 2_000

# A practice's system keeps each wording of a note; the newest is the note. Those of a procedure
# count on its day, others on the day they were written.
NOTES = """
SELECT c.id, n.source_key, n.written_on, n.done_on, n.code, n.text
  FROM claims_claim c JOIN mirror_patient t ON t.id = c.patient_id
  CROSS JOIN LATERAL (
    SELECT * FROM (
        SELECT DISTINCT ON (coalesce(m.procedure_key, m.source_key))
               m.source_key, (m.at AT TIME ZONE %(timezone)s)::date AS written_on, m.at, m.text,
               m.procedure_key, p.done_on, coalesce(k.code, '') AS code
          FROM mirror_note m
          LEFT JOIN mirror_procedure p ON p.source_key = m.procedure_key
          LEFT JOIN mirror_procedurecode k ON k.source_key = p.code_key
         WHERE m.patient_key = t.source_key AND m.kind = 'procedure' AND m.gone_at IS NULL
         ORDER BY coalesce(m.procedure_key, m.source_key), m.at DESC NULLS LAST, m.source_key DESC
    ) newest
     WHERE newest.text <> '' AND EXISTS (
        SELECT FROM claims_claimline l WHERE l.claim_id = c.id
           AND (l.procedure_key = newest.procedure_key AND l.procedure_key <> ''
                OR coalesce(newest.done_on, newest.written_on)
                   BETWEEN l.served_on - 1 AND l.served_on + 1))
     ORDER BY newest.at DESC NULLS LAST, newest.source_key LIMIT %(most)s
  ) n
 WHERE c.id = ANY (%(keys)s::uuid[])
"""

SAID = """
SELECT c.id, coalesce(s.narrative, ''), coalesce(i.attached, ''),
       coalesce(nullif(s.attachment_number, ''), i.attachment_number, '')
  FROM claims_claim c
  LEFT JOIN claims_particulars s ON s.claim_id = c.id
  LEFT JOIN mirror_insuranceclaim i ON i.source_key = c.source_key AND c.source_key <> ''
 WHERE c.id = ANY (%(keys)s::uuid[])
"""

# Of the practice system's marks, those that say which enclosure; whether films go along it marks
# nowhere.
KINDS = {"perio": "perio_chart", "eob": "eob"}


class Said(NamedTuple):
    """What few claims say: a narrative, and enclosures as the practice's system marks them."""

    narrative: str = ""
    attached: tuple[Attached, ...] = ()


def notes(claim_ids: Collection[uuid.UUID], practice: Practice) -> dict[Any, tuple[Noted, ...]]:
    """By claim, newest first: at most NOTES_A_CLAIM_MAX, within a day of a service or of one."""
    told = {"timezone": practice.timezone, "most": NOTES_A_CLAIM_MAX}
    found = grouped(NOTES, claim_ids, **told)
    return {claim_id: tuple(map(_noted, held)) for claim_id, held in found.items()}


def _noted(row: Any) -> Noted:  # noqa: ANN401  # a row as the query gives it
    _, key, written_on, done_on, code, text = row
    return noted(
        reading_of(text), id=key, written_on=written_on, served_on=done_on, procedure_code=code
    )


@lru_cache(maxsize=READINGS_KEPT_MAX)
def reading_of(text: str) -> Reading:
    """Read once by each process: claims of a visit share their notes, and pages show them again."""
    return extract(text)


def said(claim_ids: Collection[uuid.UUID]) -> dict[Any, Said]:
    return {
        claim_id: Said(narrative, tuple(_attached(marks, number)))
        for claim_id, narrative, marks, number in rows(SAID, claim_ids)
    }


def _attached(marks: str, number: str) -> Iterator[Attached]:
    for mark in marks.lower().split(","):
        kind = KINDS.get(mark.strip())
        if kind:
            yield Attached(kind=kind, control_number=number)
