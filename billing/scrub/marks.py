"""What tells one finding from another, and one set of rules from another. Pure."""

import hashlib
from collections.abc import Iterable

from billing.scrub.catalog import Rule
from billing.scrub.finding import Finding, Severity


def mark_of(finding: Finding) -> str:
    """The same for the same words of the same rule about the same line."""
    told = f"{finding.rule}|{finding.line}|{finding.severity}|{finding.text}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def mark_of_rules(rules: Iterable[tuple[Rule, Severity]]) -> str:
    """Changes with any rule, its version or its severity."""
    told = " ".join(sorted(f"{rule.code}:{rule.version}:{severity}" for rule, severity in rules))
    return hashlib.sha256(told.encode()).hexdigest()[:8]
