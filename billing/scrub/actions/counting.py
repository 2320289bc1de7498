"""What rules came to in the practice we stand in: its flagged claims against payers' answers."""

from datetime import date

import msgspec
from django.db import transaction

from billing.scrub.denied import ORDINARY
from billing.scrub.foreseen import FORESEEN
from billing.scrub.models import RuleCount
from compliance.access import context
from practices.registry.bulk import array_of, bound

MONTHS = 12

# Flagged is what was found at any time, answered what left with the finding still standing: a claim
# that was mended proves nothing of its rule. The first part of a rule's code is its family; where
# a family foresees nothing, any denial counts.
COUNT = """
WITH said AS (
  SELECT a.claim_id, bool_or(a.paid_cents <= 0 AND cut.other) AS denied,
         array_agg(cut.reason) AS why
    FROM claims_payeranswer a
    LEFT JOIN LATERAL (
      SELECT t.reason, t."group" || '-' || t.reason <> ALL (%(ordinary)s::text[]) AS other
        FROM claims_payercut t WHERE t.answer_id = a.id) AS cut ON true
   GROUP BY 1),
flagged AS (
  SELECT f.claim_id, f.rule, max(f.money_cents) AS cents, bool_or(f.answer <> '') AS overridden,
         bool_or(f.gone_at IS NULL) AS stands
    FROM scrub_findingrow f GROUP BY 1, 2)
SELECT f.rule, date_trunc('month', c.served_on)::date, count(*),
       count(*) FILTER (WHERE f.overridden),
       count(*) FILTER (WHERE f.stands AND s.claim_id IS NOT NULL),
       count(*) FILTER (WHERE f.stands AND s.denied),
       count(*) FILTER (WHERE f.stands AND s.denied AND (e.why IS NULL OR e.why ?| s.why::text[])),
       sum(f.cents)
  FROM flagged f JOIN claims_claim c ON c.id = f.claim_id
  LEFT JOIN said s ON s.claim_id = f.claim_id
  LEFT JOIN LATERAL (SELECT %(foreseen)s::jsonb -> split_part(f.rule, '-', 1) AS why) e ON true
 WHERE c.served_on >= %(since)s AND c.state <> 'void'
 GROUP BY 1, 2
"""


@transaction.atomic
def count_rules(*, today: date) -> int:
    """Count the last twelve months of service anew, instead of what stood; how many rows.

    The sums of a rule on its page are of these months alone.
    """
    practice_id = context.practice().id
    names = ("rule", "month", "hits", "overridden", "answered", "denied", "denied_for_it")
    with bound(COUNT, _given(today)) as cursor:
        rows = [
            RuleCount(
                practice_id=practice_id,
                at_risk_cents=cents,
                **dict(zip(names, told, strict=True)),
            )
            for *told, cents in cursor
        ]
    RuleCount.objects.filter(practice=practice_id).delete()
    RuleCount.objects.bulk_create(rows, batch_size=1_000)
    return len(rows)


def _given(today: date) -> dict[str, object]:
    back = today.year * 12 + today.month - MONTHS
    expected = {family: sorted(reasons) for family, reasons in FORESEEN.items()}
    return {
        "since": date(back // 12, back % 12 + 1, 1),
        "ordinary": array_of(f"{group}-{reason}" for group, reason in ORDINARY),
        "foreseen": msgspec.json.encode(expected).decode(),
    }
