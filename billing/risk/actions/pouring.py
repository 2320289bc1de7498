"""A practice's answered claims become examples for its group, so many at a time."""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import msgspec
from django.db import transaction

from billing.claims.models import Claim, PayerAnswer
from billing.risk.features import Features, Flag, is_feature
from billing.risk.models import RiskExample
from billing.risk.queries.featured import featured
from billing.scrub.facts import ClaimFacts
from billing.scrub.models import ClaimCheck, FindingRow
from billing.scrub.queries import gather, ruleset
from billing.scrub.queries.outcomes import outcomes_of
from compliance.access import context

ANSWERS_A_STEP = 500
EXAMPLES_PER_PRACTICE_MAX = 20_000
OVERLAP = timedelta(days=1)


class NotAFeature(ValueError):
    """Something would leave the practice that is no number of ours; nothing of it does."""


class Told(NamedTuple):
    """When a claim was answered, and when that was kept here."""

    answered_on: date
    kept_at: datetime


@transaction.atomic
def pour_step(*, after: str, today: date) -> str | None:
    """Pour the next answers of the practice we stand in; where to go on, or None at the end.

    `after` is the last answer that was looked at, "" to begin where the last pouring ended, a day
    before: what was being kept then may have come late. Twice the same is harmless.
    """
    begin = uuid.UUID(after) if after else _begin()
    rows = list(
        PayerAnswer.objects.filter(pk__gt=begin)
        .order_by("pk")
        .values_list("pk", "claim_id", "answered_on")[:ANSWERS_A_STEP]
    )
    told = {claim: Told(day, _kept_at(pk)) for pk, claim, day in rows}
    _keep(told, today)
    if len(rows) == ANSWERS_A_STEP:
        return str(rows[-1][0])
    _drop_oldest()
    return None


def _begin() -> uuid.UUID:
    own = RiskExample.objects.filter(practice=context.practice().id).order_by("-kept_at", "pk")
    last = own.values_list("kept_at", flat=True).first()
    moment = int((last - OVERLAP).timestamp() * 1000) if last else 0
    return uuid.UUID(int=moment << 80)


def _kept_at(pk: uuid.UUID) -> datetime:
    """Our keys begin with the millisecond in which they were made."""
    return datetime.fromtimestamp((pk.int >> 80) / 1000, tz=UTC)


def _keep(told: Mapping[uuid.UUID, Told], today: date) -> None:
    answers = outcomes_of(told)
    found = _features([*told], today)
    place = context.practice()
    rows = [
        RiskExample(
            organization_id=place.organization_id,
            practice_id=place.id,
            claim_key=hashlib.sha256(claim.bytes).hexdigest()[:32],
            features=_proved(found[str(claim)]),
            denied=answers[claim].is_denied,
            answered_on=one.answered_on,
            kept_at=one.kept_at,
        )
        for claim, one in told.items()
        if str(claim) in found and claim in answers
    ]
    RiskExample.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["practice", "claim_key"],
        update_fields=["features", "denied", "answered_on", "kept_at"],
    )


def _proved(found: Features) -> Features:
    wrong = [name for name, value in found.items() if not is_feature(name, value)]
    if wrong:
        raise NotAFeature(f"{len(wrong)} of {len(found)} features")
    return found


def _features(claims: Sequence[uuid.UUID], today: date) -> dict[str, Features]:
    """Each claim as on the day on which it left."""
    facts = gather(claims, today=today, as_served=True)
    flags = _flags(facts)
    rows = Claim.objects.filter(pk__in=claims).values_list("pk", "sent_on", "served_on")
    left = {str(pk): sent_on or served_on for pk, sent_on, served_on in rows}
    sent = [msgspec.structs.replace(one, today=max(one.today, left[one.id])) for one in facts]
    return featured(sent, flags, today=today)


def _flags(facts: Sequence[ClaimFacts]) -> dict[str, list[Flag]]:
    """What stood when it left; of a claim never checked here, what rules say of it as it was."""
    ids = [uuid.UUID(one.id) for one in facts]
    checked = ClaimCheck.objects.filter(claim__in=ids).exclude(checked_at=None)
    known = set(checked.values_list("claim_id", flat=True))
    return {str(pk): [] for pk in known} | _kept(known) | _found(facts, known)


def _kept(known: Collection[uuid.UUID]) -> dict[str, list[Flag]]:
    rows = FindingRow.objects.standing().filter(claim__in=known)
    flags: dict[str, list[Flag]] = {}
    for claim, rule, severity in rows.values_list("claim_id", "rule", "severity"):
        flags.setdefault(str(claim), []).append(Flag(rule, severity))
    return flags


def _found(facts: Iterable[ClaimFacts], known: Collection[uuid.UUID]) -> dict[str, list[Flag]]:
    rules = ruleset(context.practice().organization_id)
    return {
        one.id: [Flag(found.rule, found.severity.value) for found in rules.findings(one)]
        for one in facts
        if uuid.UUID(one.id) not in known
    }


def _drop_oldest() -> None:
    own = RiskExample.objects.filter(practice=context.practice().id)
    old = own.order_by("-kept_at", "pk").values_list("pk", flat=True)
    own.filter(pk__in=list(old[EXAMPLES_PER_PRACTICE_MAX:])).delete()
