"""Held claims by what holds them, over a whole practice; pages of them by key."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q, Sum

from billing.claims.models import Claim
from billing.claims.states import UNSENT
from billing.scrub.models import FindingRow
from billing.scrub.titles import words_of
from practices.registry.ids import id_in

PAGE_ROWS = 50
FINDINGS_MAX = 2_000
"""Of one deed on many."""


class Holding(NamedTuple):
    """One rule and the unsent claims it holds. `cents` is at risk in its findings."""

    rule: str
    title: str
    claims: int
    cents: int
    oldest_at: datetime


def by_rule() -> list[Holding]:
    """Most money first."""
    rows = FindingRow.objects.holding().filter(claim__state__in=UNSENT).values("rule")
    told = rows.annotate(
        claims=Count("claim", distinct=True), cents=Sum("money_cents"), oldest_at=Min("found_at")
    )
    return [
        Holding(one["rule"], words_of(one["rule"]), one["claims"], one["cents"], one["oldest_at"])
        for one in told.order_by("-cents", "rule")
    ]


class Standing(NamedTuple):
    """Unsent claims: how many are held, ready or drafts, their charge, and held by a person."""

    held: int
    held_cents: int
    ready: int
    ready_cents: int
    drafts: int
    by_person: int
    checked_at: datetime | None


def standing() -> Standing:
    held, ready = Q(state="held"), Q(state="ready")
    told = Claim.objects.filter(state__in=UNSENT).aggregate(
        held=Count("pk", filter=held),
        held_cents=Sum("charge_cents", filter=held, default=0),
        ready=Count("pk", filter=ready),
        ready_cents=Sum("charge_cents", filter=ready, default=0),
        drafts=Count("pk", filter=Q(state="draft")),
        by_person=Count("pk", filter=held & ~Q(held_because="")),
        checked_at=Max("check_of__checked_at"),
    )
    return Standing(**told)


def of_rule(rule: str, *, after: str = "") -> tuple[list[FindingRow], str]:
    """Findings of it that hold a claim here, most money first; where the next page begins."""
    rows = FindingRow.objects.holding().filter(rule=rule, claim__state__in=UNSENT)
    pk = id_in(after)
    last = FindingRow.objects.filter(pk=pk, rule=rule).first() if pk else None
    if last is not None:
        beyond = Q(money_cents__lt=last.money_cents) | Q(pk__gt=last.pk)
        rows = rows.filter(beyond, money_cents__lte=last.money_cents)
    rows = rows.select_related("claim__patient", "claim__payer").order_by("-money_cents", "pk")
    found = list(rows[: PAGE_ROWS + 1])
    more = str(found[PAGE_ROWS - 1].pk) if len(found) > PAGE_ROWS else ""
    return found[:PAGE_ROWS], more


def chosen(
    rule: str, ticked: Collection[uuid.UUID], *, all_of_rule: bool = False
) -> list[uuid.UUID]:
    """Findings of the rule that hold claims now: those ticked, or all up to FINDINGS_MAX."""
    rows = FindingRow.objects.holding().filter(rule=rule, claim__state__in=UNSENT)
    if not all_of_rule:
        rows = rows.filter(pk__in=list(ticked)[:FINDINGS_MAX])
    return list(rows.order_by("pk").values_list("pk", flat=True)[:FINDINGS_MAX])
