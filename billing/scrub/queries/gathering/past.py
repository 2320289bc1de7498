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
SELECT p.source_key, c.id::text, l.code, l.served_on, l.tooth, l.surfaces, l.area,
       c.payer_id::text, c.state,
       c.sent_on, l.charge_cents, coalesce(d.npi, '')
  FROM mirror_patient p JOIN claims_claim c ON c.patient_id = p.id
  JOIN claims_claimline l ON l.claim_id = c.id
  LEFT JOIN mirror_provider d ON d.id = c.provider_id
 WHERE p.source_key = ANY (%(keys)s::text[]) AND c.served_on >= %(since)s AND c.state <> 'void'
   AND c.kind = 'claim' AND l.served_on IS NOT NULL
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
                claim=pk,
                code=code,
                served_on=day,
                tooth=tooth,
                surfaces=surfaces,
                area=area,
                payer_id=payer,
                state=state,
                sent_on=sent_on,
                fee_cents=cents,
                provider_npi=npi,
            )
            for _, pk, code, day, tooth, surfaces, area, payer, state, sent_on, cents, npi in held
        ]
        for key, held in found.items()
    }


MISSING = """
SELECT patient_key, tooth FROM mirror_missingtooth
 WHERE patient_key = ANY (%(keys)s::text[]) AND gone_at IS NULL
"""


def missing(patient_keys: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Teeth the chart shows as missing, by patient."""
    found = grouped(MISSING, patient_keys)
    return {key: tuple(tooth for _, tooth in held) for key, held in found.items()}


def lost(charted: Collection[str], history: Collection[Served]) -> tuple[Lost, ...]:
    """Teeth that are not there: taken out on a day we know, or missing since nobody knows."""
    taken = {one.tooth: one.served_on for one in history if one.tooth and one.code in EXTRACTIONS}
    known = tuple(Lost(tooth=tooth, lost_on=day) for tooth, day in taken.items())
    return (*known, *(Lost(tooth=tooth) for tooth in charted if tooth not in taken))
