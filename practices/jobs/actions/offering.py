"""Offering work in fair turn over the practices."""

import uuid
from datetime import datetime, timedelta

from django.db import connection, transaction

# A running job holds its row, so the lease need only outlast the way from the outbox to a worker.
LEASE = timedelta(seconds=30)
IN_FLIGHT_PER_PRACTICE_MAX = 8
IN_FLIGHT_MAX = 256

# One place in the queue for each practice: the first of every practice before anyone's second.
# Each lane is a short walk along the index of what waits, however long the lane is; what belongs
# to no practice is a lane of its own, apart because an index finds `= id` and `IS NULL` only.
OFFER = """
WITH busy AS (
    SELECT practice_id, count(*) AS n FROM jobs_job WHERE state = 'offered' GROUP BY practice_id
), ranked AS (
    SELECT first.id, first.place + coalesce(busy.n, 0) AS turn
      FROM registry_practice p
      LEFT JOIN busy ON busy.practice_id = p.id
     CROSS JOIN LATERAL (
        SELECT id, row_number() OVER (ORDER BY practice_id, run_after, id) AS place
          FROM jobs_job
         WHERE state = 'waiting' AND practice_id = p.id AND run_after <= %(now)s
         ORDER BY practice_id, run_after, id LIMIT %(per_practice)s
     ) first
     WHERE p.state = 'ready'
    UNION ALL
    SELECT first.id, first.place + coalesce((SELECT n FROM busy WHERE practice_id IS NULL), 0)
      FROM (
        SELECT id, row_number() OVER (ORDER BY practice_id, run_after, id) AS place
          FROM jobs_job
         WHERE state = 'waiting' AND practice_id IS NULL AND run_after <= %(now)s
         ORDER BY practice_id, run_after, id LIMIT %(per_practice)s
     ) first
), chosen AS (
    SELECT j.id, ranked.turn FROM jobs_job j JOIN ranked ON ranked.id = j.id
     WHERE ranked.turn <= %(per_practice)s AND j.state = 'waiting'
     ORDER BY ranked.turn, j.id
     LIMIT greatest(%(most)s - (SELECT coalesce(sum(n), 0) FROM busy), 0)
       FOR UPDATE OF j SKIP LOCKED
), offered AS (
    UPDATE jobs_job j SET state = 'offered', fence = fence + 1, lease_until = %(lease)s
      FROM chosen WHERE j.id = chosen.id RETURNING j.id, j.fence, chosen.turn
)
SELECT id, fence FROM offered ORDER BY turn, id
"""


def offer(*, now: datetime) -> list[tuple[uuid.UUID, int]]:
    """Take waiting jobs in turn over the practices and lease them; returns ids with fences."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(OFFER, asked(now))
        return [(pk, fence) for pk, fence in cursor.fetchall()]


def asked(now: datetime) -> dict[str, int | datetime]:
    """The bounds of an offer."""
    return {
        "now": now,
        "lease": now + LEASE,
        "per_practice": IN_FLIGHT_PER_PRACTICE_MAX,
        "most": IN_FLIGHT_MAX,
    }
