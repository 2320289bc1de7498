"""Rules as a group's page shows them: how they stand, and what they came to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from billing.scrub.catalog import Rule, catalog
from billing.scrub.families import FAMILIES
from billing.scrub.models import OwnRule, RuleCount, RuleReplay, RuleSetting
from billing.scrub.queries.rulesets import said_of
from billing.scrub.titles import title_of
from practices.registry.models import Organization

PRECISION_FLOOR_PERCENT = 20
ANSWERED_TO_JUDGE_MIN = 30


@dataclass(frozen=True, slots=True)
class Sums:
    """Of a year: flagged claims, those a person overrode, those answered, denied, denied for it."""

    hits: int = 0
    overridden: int = 0
    answered: int = 0
    denied: int = 0
    denied_for_it: int = 0
    at_risk_cents: int = 0

    @property
    def precision_percent(self) -> int | None:
        """The share of flagged and answered claims that were denied for its reason."""
        return 100 * self.denied_for_it // self.answered if self.answered else None

    @property
    def is_poor(self) -> bool:
        """Proposed for retirement: measured often enough, and below the floor."""
        percent = self.precision_percent
        judged = self.answered >= ANSWERED_TO_JUDGE_MIN
        return judged and percent is not None and percent < PRECISION_FLOOR_PERCENT


@dataclass(frozen=True, slots=True)
class Shown:
    """One rule of the list."""

    rule: Rule
    title: str
    mode: str
    severity: str
    sums: Sums


def shown(organization: Organization) -> dict[str, list[Shown]]:
    """The catalog by family, in words."""
    sums = sums_of(organization)
    settings = {row.rule: row for row in RuleSetting.objects.filter(organization=organization)}
    found: dict[str, list[Shown]] = {}
    for rule in catalog().values():
        family = FAMILIES.get(rule.family, rule.family.capitalize())
        found.setdefault(family, []).append(_shown(rule, settings.get(rule.code), sums))
    return found


def _shown(rule: Rule, setting: RuleSetting | None, sums: dict[str, Sums]) -> Shown:
    return Shown(
        rule,
        title_of(rule),
        setting.mode if setting else "on",
        (setting.severity if setting else "") or rule.severity.value,
        sums.get(rule.code, Sums()),
    )


def own(organization: Organization) -> list[tuple[OwnRule, Sums]]:
    sums = sums_of(organization)
    rows = OwnRule.objects.filter(organization=organization).order_by("number")
    return [(row, sums.get(str(row), Sums())) for row in rows]


def sums_of(organization: Organization) -> dict[str, Sums]:
    """By rule, over all practices of the group."""
    rows = RuleCount.objects.filter(practice__organization=organization)
    names = ("hits", "overridden", "answered", "denied", "denied_for_it", "at_risk_cents")
    told = rows.values("rule").annotate(**{f"{name}_sum": Sum(name) for name in names})
    return {
        rule: Sums(*sums)
        for rule, *sums in told.values_list("rule", *(f"{name}_sum" for name in names))
    }


@dataclass(frozen=True, slots=True)
class Trial:
    """How far a version was tried: practices begun and ended, and the sums of both."""

    ended: int
    practices: int
    claims: int
    sums: Sums

    @property
    def is_over(self) -> bool:
        return self.ended >= self.practices

    @property
    def share_percent(self) -> int:
        return 100 * self.sums.hits // self.claims if self.claims else 0


def trial(organization: Organization, rule: str, version: str) -> Trial | None:
    """None for a version nobody tried."""
    rows = list(
        RuleReplay.objects.filter(practice__organization=organization, rule=rule, version=version)
    )
    if not rows:
        return None
    return Trial(
        ended=sum(row.ended_at is not None for row in rows),
        practices=organization.practices.ready().count(),
        claims=sum(row.claims for row in rows),
        sums=_added(rows),
    )


def _added(rows: Iterable[RuleReplay]) -> Sums:
    kept = list(rows)
    return Sums(
        hits=sum(row.hits for row in kept),
        answered=sum(row.answered for row in kept),
        denied=sum(row.denied for row in kept),
        denied_for_it=sum(row.denied_for_it for row in kept),
        at_risk_cents=sum(row.at_risk_cents for row in kept),
    )


def version_of(row: OwnRule) -> str:
    return said_of(row).version
