"""What is known of covers, in bulk: records with what people entered laid over them."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

import msgspec

from billing.eligibility.benefits import Benefits, Network
from billing.eligibility.facing import facing
from billing.eligibility.overlay import Said, overlaid
from compliance.access import context
from practices.registry.bulk import array_of, bound

# The newest that was used: an expired one still says what the plan was, and until when.
RECORDS = """
SELECT DISTINCT ON (coverage_key) coverage_key, told::text, checked_on, expires_on, state
  FROM eligibility_benefitrecord
 WHERE coverage_key = ANY (%(keys)s::text[]) AND state IN ('current', 'expired')
 ORDER BY coverage_key, created_at DESC, id DESC
"""
SAID = """
SELECT coverage_key, told::text FROM eligibility_personsaid
 WHERE coverage_key = ANY (%(keys)s::text[]) ORDER BY coverage_key, id
"""
COVERS_OF = """
SELECT source_key, patient_key, rank FROM mirror_coverage
 WHERE patient_key = ANY (%(keys)s::text[]) AND gone_at IS NULL AND NOT is_pending
 ORDER BY patient_key, rank, source_key
"""


def benefits_for(coverage_keys: Collection[str], *, network: Network = "") -> dict[str, Benefits]:
    """By cover; who nothing is known of is absent. Two queries, however many are asked for.

    Only what holds in the network; where that is unknown, nothing that networks differ in.
    """
    return {key: facing(told, network) for key, told in whole_for(coverage_keys).items()}


def benefits_of_patients(
    patient_keys: Collection[str], *, network: Network = ""
) -> dict[tuple[str, int], Benefits]:
    """The same by patient and rank of the cover, in three queries."""
    places = {key: (patient, rank) for key, patient, rank in _rows(COVERS_OF, patient_keys)}
    known = benefits_for(places, network=network)
    return {places[key]: told for key, told in known.items()}


def whole_for(coverage_keys: Collection[str]) -> dict[str, Benefits]:
    """With every network's lines, as pages show them."""
    told: dict[str, Benefits] = {}
    for key, text, checked_on, expires_on, _ in _rows(RECORDS, coverage_keys):
        benefits = msgspec.json.decode(text, type=Benefits)
        told[key] = msgspec.structs.replace(benefits, checked_on=checked_on, expires_on=expires_on)
    said: dict[str, list[Said]] = {}
    for key, text in _rows(SAID, coverage_keys):
        said.setdefault(key, []).append(msgspec.json.decode(text, type=Said))
    for key, entered in said.items():
        told[key] = overlaid(told.get(key, Benefits()), entered)
    return told


class Standing(NamedTuple):
    """How far the newest record and inquiry of a cover are; None where there is none."""

    record_state: str | None
    expires_on: date | None
    inquiry_state: str | None
    why: str


STANDINGS = """
SELECT k.key, b.state, b.expires_on, i.state, coalesce(i.why, '')
  FROM unnest(%(keys)s::text[]) AS k(key)
  LEFT JOIN LATERAL (
    SELECT state, expires_on FROM eligibility_benefitrecord
     WHERE coverage_key = k.key AND state IN ('current', 'expired', 'quarantined')
     ORDER BY state = 'quarantined' DESC, created_at DESC LIMIT 1) b ON true
  LEFT JOIN LATERAL (
    SELECT state, why FROM eligibility_inquiry WHERE coverage_key = k.key
     ORDER BY created_at DESC, id DESC LIMIT 1) i ON true
"""


def standings(coverage_keys: Collection[str]) -> dict[str, Standing]:
    return {row[0]: Standing._make(row[1:]) for row in _rows(STANDINGS, coverage_keys)}


def _rows(sql: Any, keys: Collection[str]) -> list[Any]:  # noqa: ANN401  # statements of this file
    context.practice()
    if not keys:
        return []
    with bound(sql, {"keys": array_of(keys)}) as cursor:
        return cursor.fetchall()
