"""Visits to come with all that is known of their covers, in a fixed number of queries."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from billing.eligibility.facing import facing
from billing.eligibility.problems import Problem, Seen, problems
from billing.eligibility.queries.known import standings, whole_for
from billing.eligibility.queries.uses import mark_of, pending_of
from billing.eligibility.queries.visits import Visit, visits
from billing.payers import queries as payers


class Ahead(NamedTuple):
    visit: Visit
    seen: Seen
    problems: list[Problem]

    @property
    def name(self) -> str:
        return f"{self.visit.last_name}, {self.visit.first_name}"

    @property
    def on(self) -> date:
        return self.seen.visit_on


def ahead(*, now: datetime, days: int) -> list[Ahead]:
    """By time; each visit once for each cover of its patient."""
    return seen_for(visits(begins=now, ends=now + timedelta(days=days)))


def seen_for(coming: Sequence[Visit]) -> list[Ahead]:
    keys = {one.coverage_key for one in coming}
    known, standing, marks = whole_for(keys), standings(keys), _marks(coming)
    pending = pending_of(set(marks.values()))
    found = []
    for one in coming:
        told, stands = known.get(one.coverage_key), standing[one.coverage_key]
        seen = Seen(
            timezone.localdate(one.starts_at),
            one.planned,
            facing(told, told.network or "in") if told else None,
            stands.record_state,
            stands.inquiry_state,
            pending.get(marks.get(one.coverage_key, ""), ()),
        )
        found.append(Ahead(one, seen, problems(seen)))
    return found


def _marks(coming: Sequence[Visit]) -> dict[str, str]:
    """Covers whose member can be told: payer, number and birth are known."""
    ids = payers.ids_of({one.carrier for one in coming if one.carrier})
    return {
        one.coverage_key: mark_of(ids[one.carrier], one.member_id, one.born_on)
        for one in coming
        if one.carrier in ids and one.carrier and one.member_id and one.born_on
    }
