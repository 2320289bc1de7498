"""What was done to patients before, and what other claims of theirs ask for."""

from collections.abc import Collection
from datetime import date

from billing.coding.facts import EXTRACTIONS
from billing.eligibility.benefits import Served
from billing.scrub.facts import Lost, Sibling
from billing.scrub.queries.gathering.reading import grouped

# A limit of a lifetime needs all of it; ten years of visits are some hundred rows a patient.
DONE = """
SELECT p.patient_key, c.code, p.done_on, p.tooth, p.surfaces, p.fee_cents
  FROM mirror_procedure p JOIN mirror_procedurecode c ON c.source_key = p.code_key
 WHERE p.patient_key = ANY (%(keys)s::text[]) AND p.status IN ('complete', 'existing')
   AND p.gone_at IS NULL AND p.done_on IS NOT NULL
 ORDER BY p.patient_key, p.done_on DESC, p.source_key
"""

OTHERS = """
SELECT p.source_key, c.id, c.control_number, l.code, l.served_on, l.tooth, l.surfaces, c.payer_id,
       c.state, c.sent_on
  FROM mirror_patient p JOIN claims_claim c ON c.patient_id = p.id
  JOIN claims_claimline l ON l.claim_id = c.id
 WHERE p.source_key = ANY (%(keys)s::text[]) AND c.served_on >= %(since)s AND c.state <> 'void'
 ORDER BY p.source_key, l.served_on DESC, l.id
"""


def done(patient_keys: Collection[str]) -> dict[str, tuple[Served, ...]]:
    """Newest first, by patient."""
    found = grouped(DONE, patient_keys)
    return {
        key: tuple(
            Served(code=code, served_on=day, tooth=tooth, surfaces=surfaces, fee_cents=cents)
            for _, code, day, tooth, surfaces, cents in held
        )
        for key, held in found.items()
    }


def siblings(patient_keys: Collection[str], *, since: date) -> dict[str, list[Sibling]]:
    """Lines of all their claims since a day, newest first; `claim` is the claim's id."""
    found = grouped(OTHERS, patient_keys, since=since)
    return {
        key: [
            Sibling(
                claim=str(pk),
                code=code,
                served_on=day,
                tooth=tooth,
                surfaces=surfaces,
                payer_id=str(payer),
                state=state,
                sent_on=sent_on,
            )
            for _, pk, _, code, day, tooth, surfaces, payer, state, sent_on in held
        ]
        for key, held in found.items()
    }


def lost(history: Collection[Served]) -> tuple[Lost, ...]:
    """Teeth that history says were taken out."""
    return tuple(
        Lost(tooth=one.tooth, lost_on=one.served_on)
        for one in history
        if one.tooth and one.code in EXTRACTIONS
    )
