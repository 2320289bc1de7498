"""Claims that wait: those of patients that have not left, and lines no payer has answered."""

import uuid
from collections.abc import Collection
from datetime import date

from billing.claims.models import Claim
from billing.claims.states import UNSENT, ClaimState
from billing.eligibility.actions import NewUse
from compliance.access import context
from practices.registry.bulk import bound

UNANSWERED = sorted(state.value for state in (*UNSENT, ClaimState.LEAVING, ClaimState.SENT))

LINES = """
SELECT l.id, c.payer_id, c.member_id, p.born_on, l.code, l.served_on, l.charge_cents
  FROM claims_claim c JOIN claims_claimline l ON l.claim_id = c.id
  JOIN mirror_patient p ON p.id = c.patient_id
 WHERE c.state = ANY (%(states)s::text[]) AND c.served_on >= %(since)s
   AND c.member_id <> '' AND p.born_on IS NOT NULL
"""


def here_of(patient_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Claims of these patients that have not left yet."""
    rows = Claim.objects.filter(patient_id__in=list(patient_ids), state__in=UNSENT)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def unsent(claim_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Those of these claims that have not left yet."""
    rows = Claim.objects.filter(pk__in=list(claim_ids), state__in=UNSENT)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def unanswered_lines(*, since: date) -> list[NewUse]:
    """Lines that spend a member's maximum once a payer answers, served since that day."""
    context.practice()
    with bound(LINES, {"states": "{" + ",".join(UNANSWERED) + "}", "since": since}) as cursor:
        return [NewUse._make(row) for row in cursor]
