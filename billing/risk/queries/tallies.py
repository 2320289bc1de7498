"""What payers answered to codes before a day, in the practice we stand in."""

import uuid
from bisect import bisect_left
from collections.abc import Collection, Iterable
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from billing.risk.features import Tally
from billing.scrub.denied import ORDINARY
from practices.registry.bulk import array_of, bound

# A line counts where the payer answered it by line; else its claim's answer counts for it.
ANSWERED = """
SELECT c.payer_id, l.code, a.answered_on, count(*), count(*) FILTER (WHERE a.paid_cents <= 0
       AND EXISTS (SELECT FROM claims_payercut t WHERE t.answer_id = a.id
                      AND t."group" || '-' || t.reason <> ALL (%(ordinary)s::text[])))
  FROM claims_payeranswer a JOIN claims_claim c ON c.id = a.claim_id
  JOIN claims_claimline l ON l.claim_id = c.id AND (a.line_id IS NULL OR a.line_id = l.id)
 WHERE c.payer_id = ANY (%(payers)s::uuid[]) AND l.code = ANY (%(codes)s::text[])
   AND a.answered_on >= %(since)s
 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


class Counts(NamedTuple):
    """Days on which answers came, and how many had come up to each."""

    days: list[date]
    answered: list[int]
    denied: list[int]

    def before(self, day: date) -> Tally:
        place = bisect_left(self.days, day)
        return Tally(self.answered[place - 1], self.denied[place - 1]) if place else Tally(0, 0)


class Tallies:
    """By payer and code, as they stood on any day."""

    def __init__(self, counts: dict[tuple[uuid.UUID, str], Counts]) -> None:
        self._counts = counts

    def before(self, payer: uuid.UUID, codes: Iterable[str], day: date) -> dict[str, Tally]:
        """Of the codes the payer had answered before that day."""
        known = {code: self._counts.get((payer, code)) for code in codes}
        told = {code: counts.before(day) for code, counts in known.items() if counts}
        return {code: tally for code, tally in told.items() if tally.answered}


def tallies(payers: Collection[uuid.UUID], codes: Collection[str], *, since: date) -> Tallies:
    """For these payers and codes, answers since a day."""
    if not payers or not codes:
        return Tallies({})
    told: dict[tuple[uuid.UUID, str], list[tuple[date, int, int]]] = {}
    given = {
        "payers": array_of(payers),
        "codes": array_of(codes),
        "since": since,
        "ordinary": array_of(f"{group}-{reason}" for group, reason in ORDINARY),
    }
    with bound(ANSWERED, given) as cursor:
        for payer, code, day, answered, denied in cursor:
            told.setdefault((payer, code), []).append((day, answered, denied))
    return Tallies({key: _counts(rows) for key, rows in told.items()})


def _counts(rows: list[tuple[date, int, int]]) -> Counts:
    days, answered, denied = zip(*rows, strict=True)
    return Counts(list(days), list(accumulate(answered)), list(accumulate(denied)))
