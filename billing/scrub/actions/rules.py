"""A group says how rules stand, and writes its own; what it writes is tried before it may hold."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from billing.payers.actions.rechecking import ask_recheck
from billing.scrub.models import OwnRule, RuleReplay, RuleSetting
from billing.scrub.own import NotARule, compiled
from billing.scrub.own_said import OwnRuleSaid
from billing.scrub.queries.rulesets import said_of
from practices.jobs import actions as jobs
from practices.registry.models import Organization

REPLAY = "scrub.replay"


class NotTried(RuntimeError):
    """A rule may hold claims only after its version was tried over every practice's past year."""


@transaction.atomic
def set_rule(
    *, organization: Organization, rule: str, mode: str, severity: str, reason: str, name: str,
    now: datetime,
) -> None:  # fmt: skip
    """How a rule of the catalog stands in a group; a severity of "" is the catalog's own."""
    told = {"mode": mode, "severity": severity, "reason": reason, "set_by": name, "set_at": now}
    RuleSetting.objects.update_or_create(organization=organization, rule=rule, defaults=told)
    _recheck(organization, now)


def _recheck(organization: Organization, now: datetime) -> None:
    """Claims that have not left meet the rules as they stand now."""
    places = organization.practices.ready().values_list("pk", flat=True)
    ask_recheck(places, payer_id=None, now=now)


@transaction.atomic
def write_own(
    *, organization: Organization, said: OwnRuleSaid, pk: uuid.UUID | None, name: str, now: datetime
) -> OwnRule:
    """A new rule, or the next version of one, which is watched only until it was tried.

    Raises NotARule.
    """
    compiled(said)
    rows = OwnRule.objects.select_for_update().filter(organization=organization)
    row = rows.get(pk=pk) if pk else OwnRule(organization=organization, number=_next(organization))
    row.version = row.version + 1 if pk else 1
    row.mode, row.name, row.severity = "observe", said.name, said.severity.value
    row.when = [{"fact": o.fact, "word": o.word, "value": o.value} for o in said.when]
    row.because, row.fix = said.because, said.fix
    row.set_by, row.set_at = name, now
    row.save()
    ask_replay(
        organization=organization, rule=f"OWN-{row.number}", version=f"v{row.version}", now=now
    )
    return row


def _next(organization: Organization) -> int:
    Organization.objects.select_for_update().get(pk=organization.pk)
    last = OwnRule.objects.filter(organization=organization).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


@transaction.atomic
def switch_own(*, row: OwnRule, mode: str, name: str, now: datetime) -> None:
    """Raises NotTried where it would hold claims without having been tried in this version."""
    said = said_of(row)
    if mode == "on" and row.severity == "hold" and not _is_tried(row.organization, said):
        raise NotTried("Try it over the past year first; it may hold claims when that has ended.")
    row.mode, row.set_by, row.set_at = mode, name, now
    row.save(update_fields=["mode", "set_by", "set_at"])
    _recheck(row.organization, now)


def _is_tried(organization: Organization, said: OwnRuleSaid) -> bool:
    ended = RuleReplay.objects.filter(
        practice__organization=organization, rule=said.code, version=said.version
    ).exclude(ended_at=None)
    return set(ended.values_list("practice", flat=True)) >= set(
        organization.practices.ready().values_list("pk", flat=True)
    )


def ask_replay(*, organization: Organization, rule: str, version: str, now: datetime) -> None:
    """A job for each practice; asking again for a version that is being tried changes nothing."""
    jobs.enqueue_all(
        [
            jobs.Asked(
                kind=REPLAY,
                key=f"{practice_id}:{rule}:{version}:{now:%Y%m%d}",
                practice_id=practice_id,
                arguments={"rule": rule, "version": version},
            )
            for practice_id in organization.practices.ready().values_list("pk", flat=True)
        ],
        now=now,
    )


__all__ = ["NotARule", "NotTried", "ask_replay", "set_rule", "switch_own", "write_own"]
