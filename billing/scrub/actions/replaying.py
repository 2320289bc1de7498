"""A rule is tried over a year of claims: what it would have flagged, and what became of those."""

import uuid
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from billing.claims.models import Claim
from billing.scrub.catalog import Rule
from billing.scrub.finding import Finding
from billing.scrub.foreseen import foreseen
from billing.scrub.models import RuleReplay
from billing.scrub.queries import gather
from billing.scrub.queries.outcomes import outcomes_of
from billing.scrub.run import Ruleset
from compliance.access import context

CLAIMS_A_STEP = 500
YEAR = timedelta(days=365)


@transaction.atomic
def replay_step(rule: Rule, *, now: datetime, today: date) -> bool:
    """Look at the next claims of the year in the practice we stand in; whether more are left.

    Its place is kept with its counts, so that a step that is repeated counts nothing twice.
    """
    row, _ = RuleReplay.objects.select_for_update().get_or_create(
        practice_id=context.practice().id,
        rule=rule.code,
        version=rule.version,
        defaults={"begun_at": now},
    )
    if row.ended_at:
        return False
    ids = _next_claims(row, today)
    facts = gather(ids, today=today, as_served=True)
    rules = Ruleset([rule])
    hits = {uuid.UUID(one.id): found for one in facts if (found := rules.findings(one))}
    _count(row, len(ids), hits)
    row.after = ids[-1] if ids else row.after
    row.ended_at = now if len(ids) < CLAIMS_A_STEP else None
    row.save()
    return row.ended_at is None


def _next_claims(row: RuleReplay, today: date) -> list[uuid.UUID]:
    rows = Claim.objects.filter(served_on__gt=today - YEAR).exclude(state="void")
    if row.after:
        rows = rows.filter(pk__gt=row.after)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:CLAIMS_A_STEP])


def _count(row: RuleReplay, claims: int, hits: dict[uuid.UUID, list[Finding]]) -> None:
    answers = outcomes_of(hits)
    expected = foreseen(row.rule)
    row.claims += claims
    row.hits += len(hits)
    row.at_risk_cents += sum(max(_cents(found)) for found in hits.values())
    row.answered += len(answers)
    row.denied += sum(one.is_denied for one in answers.values())
    row.denied_for_it += sum(
        one.is_denied and _is_for(expected, one.reasons) for one in answers.values()
    )


def _cents(found: Iterable[Finding]) -> list[int]:
    return [one.money_cents for one in found]


def _is_for(expected: Collection[str], reasons: Collection[str]) -> bool:
    return not expected or bool(set(expected) & set(reasons))
