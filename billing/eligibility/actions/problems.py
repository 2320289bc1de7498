"""Problems of visits to come, on the desk: one item for each, without a word about a patient."""

import uuid
from datetime import date, datetime

from django.utils import timezone

from billing.eligibility.problems import HEAVY, Problem
from billing.eligibility.queries.ahead import Ahead, ahead
from compliance.access import context
from practices.desk import actions as desk
from practices.desk import queries as waiting

KIND = "eligibility"
OUTCOME = "settled"


def show_problems(*, now: datetime, days: int) -> int:
    """Lay what is new on the desk and take off what is settled or past; how many there are."""
    today = timezone.localdate(now)
    place = context.practice()
    items = {
        item.subject_id: item
        for one in ahead(now=now, days=days)
        for problem in one.problems
        if problem.code in HEAVY
        for item in [_item(one, problem, place.public_id, place.id, today)]
    }
    desk.keep_open_all(list(items.values()), now=now)
    gone = waiting.open_subjects(KIND, place.id) - items.keys()
    desk.close_all(kind=KIND, subject_ids=sorted(gone), outcome=OUTCOME, now=now)
    return len(items)


def _item(
    one: Ahead, problem: Problem, public_id: str, practice_id: uuid.UUID, today: date
) -> desk.NewItem:
    """Known by visit, cover and problem: the same one is found again, whoever looks."""
    subject = f"{one.visit.key}:{one.visit.coverage_key}:{problem.code}"
    return desk.NewItem(
        kind=KIND,
        subject_id=uuid.uuid5(practice_id, subject),
        path=f"/p/{public_id}/eligibility/covers/{one.visit.coverage_id}/",
        question=problem.code,
        words=f"{problem.words} Visit on {one.on:%b} {one.on.day}.",
        payer_name=one.visit.payer_name[:80],
        cents=problem.cents or 0,
        since_on=today,
        due_on=one.on,
    )
