"""Claims to send, as they were checked: what the scrubber gathers, without what only rules ask."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from billing.scrub.facts import ClaimFacts
from billing.scrub.queries.gathering.reading import grouped, rows
from billing.scrub.queries.gathering.whole import gather
from billing.submission.writing.values import Before, LineAnswer, Name, ToSend
from billing.x12.remittance import Adjustment

EXTRAS = """
SELECT c.id, c.payer_id, d.first_name, d.last_name, d.suffix, b.first_name, b.last_name, b.suffix,
       coalesce(s.referral_number, ''), coalesce(s.predetermination_number, ''),
       coalesce(s.attachment_number, ''), c.follows_id
  FROM claims_claim c
  LEFT JOIN mirror_provider d ON d.id = c.provider_id
  LEFT JOIN mirror_provider b ON b.id = c.billing_provider_id
  LEFT JOIN claims_particulars s ON s.claim_id = c.id
 WHERE c.id = ANY (%(keys)s::uuid[])
"""
ANSWERS = """
SELECT a.claim_id, a.id, l.number, a.code, a.units, a.paid_cents, a.patient_cents, a.is_inferred
  FROM claims_payeranswer a LEFT JOIN claims_claimline l ON l.id = a.line_id
 WHERE a.claim_id = ANY (%(keys)s::uuid[])
 ORDER BY a.claim_id, l.number NULLS FIRST, a.id
"""
CUTS = """
SELECT u.answer_id, u."group", u.reason, u.cents
  FROM claims_payercut u JOIN claims_payeranswer a ON a.id = u.answer_id
 WHERE a.claim_id = ANY (%(keys)s::uuid[])
 ORDER BY u.answer_id, u.id
"""


def gather_to_send(
    claim_ids: Sequence[uuid.UUID], *, today: date, payer_codes: Mapping[uuid.UUID, str]
) -> list[ToSend]:
    """At most CLAIMS_AT_ONCE_MAX of the scrubber's gathering; a fixed number of queries."""
    extras = {row[0]: row[1:] for row in rows(EXTRAS, claim_ids)}
    followed = {row[10] for row in extras.values() if row[10]}
    answers, cuts = grouped(ANSWERS, followed), grouped(CUTS, followed)
    before = {pk: _before(held, cuts) for pk, held in answers.items()}
    return [
        _to_send(facts, extras[uuid.UUID(facts.id)], before, payer_codes)
        for facts in gather(claim_ids, today=today, for_sending=True)
    ]


def _to_send(
    facts: ClaimFacts,
    told: Any,  # noqa: ANN401  # a row as the query gives it
    before: Mapping[uuid.UUID, Before | None],
    payer_codes: Mapping[uuid.UUID, str],
) -> ToSend:
    payer, first, last, suffix, b_first, b_last, b_suffix, referral, planned, paper, follows = told
    return ToSend(
        facts,
        Name(first or "", last or "", suffix or ""),
        Name(b_first or "", b_last or "", b_suffix or ""),
        referral,
        planned,
        paper,
        payer_codes.get(payer, ""),
        before.get(follows),
    )


def _before(held: list[Any], cuts: Mapping[uuid.UUID, list[Any]]) -> Before | None:
    """None where nobody answered the claim as a whole. A line without a number is the claim's."""
    whole = next((row for row in held if row[2] is None and not row[3]), None)
    if whole is None:
        return None
    lines = tuple(
        LineAnswer(row[2], row[3], row[4], row[5], _cuts(cuts.get(row[1], ())))
        for row in held
        if row[2] is not None
    )
    own = [cut for row in held if row[2] is None for cut in _cuts(cuts.get(row[1], ()))]
    return Before(whole[5], whole[6], tuple(own), lines, any(row[7] for row in held))


def _cuts(told: Sequence[Any]) -> tuple[Adjustment, ...]:
    return tuple(Adjustment(group, reason, int(cents)) for _, group, reason, cents in told)
