"""Versions that words are about, in the practice we stand in."""

import uuid
from collections.abc import Collection
from typing import Any, LiteralString

from billing.claims.models import ClaimLine
from billing.scrub.queries.gathering.reading import rows
from billing.submission.applying import Version
from billing.submission.models import Batch, PayerPace
from billing.submission.pace import CLAIMS_MIN
from billing.submission.stages import Level, Stage
from compliance.access import context

COLUMNS: LiteralString = """
SELECT s.id, s.claim_id, c.control_number, s.version, s.stage, s.heard_on, b.reference, c.payer_id,
       s.set_control, NOT EXISTS (SELECT FROM submission_sending n
                                   WHERE n.claim_id = s.claim_id AND n.version > s.version)
  FROM submission_sending s
  JOIN claims_claim c ON c.id = s.claim_id
  JOIN submission_batch b ON b.id = s.batch_id
"""
BY_NUMBER = " WHERE c.control_number = ANY (%(keys)s::text[])"
BY_BATCH = " WHERE s.batch_id = ANY (%(keys)s::uuid[])"
ORDERED, LOCKED = " ORDER BY s.id", " ORDER BY s.id FOR UPDATE OF s"


def of_claims(numbers: Collection[str], *, lock: bool = True) -> dict[str, list[Version]]:
    """By the claim's number, locked in the order of their ids."""
    found: dict[str, list[Version]] = {}
    for row in rows(COLUMNS + BY_NUMBER + (LOCKED if lock else ORDERED), numbers):
        version = _version(row)
        found.setdefault(version.number, []).append(version)
    return found


def of_batches(
    batches: Collection[Batch], *, lock: bool = True
) -> dict[tuple[str, str], list[Version]]:
    """By the batch's reference and set."""
    found: dict[tuple[str, str], list[Version]] = {}
    for row in rows(
        COLUMNS + BY_BATCH + (LOCKED if lock else ORDERED), [one.pk for one in batches]
    ):
        version = _version(row)
        found.setdefault((version.reference, row[8]), []).append(version)
    return found


def lines_of(claim_ids: Collection[uuid.UUID]) -> dict[tuple[uuid.UUID, str], int]:
    """By claim and the number we gave a line: its place in the claim."""
    told = ClaimLine.objects.filter(claim__in=list(claim_ids)).exclude(control_number="")
    return {
        (claim_id, number): place
        for claim_id, number, place in told.values_list("claim", "control_number", "number")
    }


def _version(row: Any) -> Version:  # noqa: ANN401  # a row as the query gives it
    pk, claim_id, number, version, stage, heard_on, reference, payer_id, _, newest = row
    told = Stage(stage)
    return Version(pk, claim_id, number, version, told, heard_on, reference, payer_id, newest)


def paces(payer_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[Level, int]]:
    """Hours by payer and level: the longest that a practice of the group saw of enough claims."""
    found: dict[uuid.UUID, dict[Level, int]] = {}
    told = PayerPace.objects.filter(
        organization=context.practice().organization_id, payer__in=payer_ids,
        claims__gte=CLAIMS_MIN,
    )  # fmt: skip
    for payer_id, level, hours in told.values_list("payer_id", "level", "most_hours"):
        held = found.setdefault(payer_id, {})
        held[Level(level)] = max(hours, held.get(Level(level), 0))
    return found
