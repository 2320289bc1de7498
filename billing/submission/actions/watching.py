"""Silence becomes work, answers end the waiting, and each payer's pace is figured."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from billing.claims.states import ClaimState
from billing.submission.models import PayerPace, Sending
from billing.submission.stages import LABELS, NEXT, OPEN, Level, Stage
from compliance.access import context
from practices.desk import actions as desk

KIND, AT_ONCE, DAYS_TO_ASK = "claim_silent", 500, 3
MISSING = {
    Level.FILE: "nothing was heard of its file",
    Level.HOUSE: "the clearinghouse did not say that it took it",
    Level.PAYER: "the payer did not say that it has it",
    Level.STATUS: "the payer has not answered",
}
OVER = (ClaimState.ANSWERED, ClaimState.DENIED, ClaimState.CLOSED, ClaimState.VOID)
SETTLE = """
UPDATE submission_sending s
   SET stage = %s, answered_at = %s, expect_at = NULL, silent_since = NULL
  FROM claims_claim c
 WHERE c.id = s.claim_id AND s.stage = ANY (%s) AND c.state = ANY (%s)
RETURNING s.claim_id
"""
PACES = """
SELECT c.payer_id, m.level, count(*),
       ceil(percentile_cont(0.5) WITHIN GROUP (ORDER BY m.hours)),
       ceil(percentile_cont(0.9) WITHIN GROUP (ORDER BY m.hours)),
       count(*) FILTER (WHERE s.stage = m.rejected)
  FROM submission_sending s
  JOIN claims_claim c ON c.id = s.claim_id
  CROSS JOIN LATERAL (VALUES
       ('file', extract(epoch FROM s.file_at - s.sent_at) / 3600, 'no_file'),
       ('house', extract(epoch FROM s.house_at - coalesce(s.file_at, s.sent_at)) / 3600,
        'no_house'),
       ('payer', extract(epoch FROM s.payer_at - coalesce(s.house_at, s.sent_at)) / 3600,
        'no_payer'),
       ('status', extract(epoch FROM s.answered_at - coalesce(s.payer_at, s.sent_at)) / 3600, '')
       ) AS m (level, hours, rejected)
 WHERE s.sent_at >= %s AND m.hours >= 0
 GROUP BY 1, 2
"""


@transaction.atomic
def settle(*, now: datetime) -> int:
    """Versions whose claim was answered, or taken back, wait for nobody any more; how many."""
    given: list[Any] = [Stage.ANSWERED.value, now, [s.value for s in OPEN], [s.value for s in OVER]]
    with connection.cursor() as cursor:
        context.practice()
        cursor.execute(SETTLE, given)
        settled = [row[0] for row in cursor.fetchall()]
    desk.close_all(kind=KIND, subject_ids=settled, outcome="answered", now=now)
    return len(settled)


@transaction.atomic
def watch(*, now: datetime, today: date) -> int:
    """Who is later than this payer usually is lies on the desk; how many are new."""
    rows = list(
        Sending.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(expect_at__lte=now, stage__in=OPEN, silent_since=None)
        .select_related("claim__payer")
        .order_by("expect_at", "pk")[:AT_ONCE]
    )
    Sending.objects.filter(pk__in=[row.pk for row in rows]).update(silent_since=now)
    desk.keep_open_all([_item(row, today) for row in rows], now=now)
    return len(rows)


def _item(row: Sending, today: date) -> desk.NewItem:
    stage = Stage(row.stage)
    level = NEXT.get(stage)
    why = MISSING[level] if level else LABELS[stage].lower()
    return desk.NewItem(
        kind=KIND,
        subject_id=row.claim_id,
        path=f"/p/{context.practice().public_id}/claims/{row.claim_id}/journey/",
        question=stage.value,
        words=f"Sent, and {why}",
        payer_name=row.claim.payer.name,
        reference=row.claim.control_number,
        cents=row.charge_cents,
        since_on=today,
        due_on=today + timedelta(days=DAYS_TO_ASK),
    )


@transaction.atomic
def figure_paces(*, since: datetime, today: date) -> int:
    """Of what this practice sent since then, by payer and level; how many figures."""
    place = context.practice()
    with connection.cursor() as cursor:
        cursor.execute(PACES, [since])
        told = cursor.fetchall()
    PayerPace.objects.filter(practice=place.id).delete()
    PayerPace.objects.bulk_create(
        _pace(place.organization_id, place.id, row, today) for row in told
    )
    return len(told)


def _pace(
    organization_id: uuid.UUID,
    practice_id: uuid.UUID,
    row: Any,  # noqa: ANN401  # a row as the query gives it
    today: date,
) -> PayerPace:
    payer_id, level, claims, half, most, rejected = row
    return PayerPace(
        organization_id=organization_id, practice_id=practice_id, payer_id=payer_id, level=level,
        claims=claims, half_hours=int(half), most_hours=int(most), rejected=rejected,
        figured_on=today,
    )  # fmt: skip
