"""The rules in force for the group of the practice we stand in."""

import uuid
from collections.abc import Iterable

import msgspec

from billing.scrub.catalog import Rule, catalog
from billing.scrub.finding import Severity
from billing.scrub.models import OwnRule, RuleSetting
from billing.scrub.own import compiled
from billing.scrub.own_said import Condition, OwnRuleSaid
from billing.scrub.run import Ruleset
from compliance.access import context

NUMBER_DIGITS_MAX = 6


def ruleset(organization_id: uuid.UUID) -> Ruleset:
    """The catalog as the group set it, and the group's own rules; watched ones only tell."""
    settings = {row.rule: row for row in RuleSetting.objects.filter(organization=organization_id)}
    rules, severities = [], {}
    for rule in catalog().values():
        setting = settings.get(rule.code)
        if setting is not None and setting.mode == "off":
            continue
        rules.append(rule)
        severities[rule.code] = _severity(rule, setting)
    own = own_rules(organization_id)
    return Ruleset([*rules, *own], severities)


def own_rules(organization_id: uuid.UUID) -> list[Rule]:
    rows = OwnRule.objects.filter(organization=organization_id).exclude(mode="off")
    return [compiled(said_of(row)) for row in rows.order_by("number")]


def rule_named(code: str, organization_id: uuid.UUID | None = None) -> Rule | None:
    """Of the catalog, or of the group (by default that of the practice we stand in)."""
    number = number_of(code)
    if number is None:
        return catalog().get(code)
    group = organization_id or context.practice().organization_id
    row = OwnRule.objects.filter(organization=group, number=number).first()
    return compiled(said_of(row)) if row else None


def number_of(code: str) -> int | None:
    """Of a group's own rule; None for a code of the catalog, or for none."""
    told = code.removeprefix("OWN-")
    return (
        int(told) if told != code and told.isdecimal() and len(told) < NUMBER_DIGITS_MAX else None
    )


def said_of(row: OwnRule) -> OwnRuleSaid:
    watched = row.mode == "observe"
    return OwnRuleSaid(
        code=f"OWN-{row.number}",
        version=f"v{row.version}",
        name=row.name,
        when=msgspec.convert(row.when, tuple[Condition, ...]),
        severity=Severity.INFO if watched else Severity(row.severity),
        because=row.because,
        fix=row.fix,
        payer_id=str(row.payer_id or ""),
        from_on=row.from_on,
        until=row.until,
    )


def _severity(rule: Rule, setting: RuleSetting | None) -> Severity:
    if setting is None:
        return rule.severity
    if setting.mode == "observe":
        return Severity.INFO
    return Severity(setting.severity) if setting.severity else rule.severity


def families(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """By family, in the order of codes."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.family, []).append(rule)
    return found
