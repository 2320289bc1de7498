"""What the catalog says of many claims, as one object for programs. Pure."""

from collections.abc import Iterable
from typing import Any

from billing.scrub.catalog import catalog
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Finding
from billing.scrub.run import Ruleset, is_ready


def report_of(claims: Iterable[ClaimFacts]) -> dict[str, Any]:
    """`{"claims": [{"claim_id", "findings", "ready"}], "errors": []}`; money is whole cents.

    A claim a rule breaks on is told under errors, and the others go on.
    """
    rules = Ruleset(catalog().values())
    told: dict[str, list[Any]] = {"claims": [], "errors": []}
    for claim in claims:
        try:
            found = rules.findings(claim)
        except Exception as error:  # one claim stops no other
            told["errors"].append(
                {"claim_id": claim.id, "code": "BROKEN", "text": type(error).__name__}
            )
            continue
        told["claims"].append(
            {
                "claim_id": claim.id,
                "findings": [_told(one) for one in found],
                "ready": is_ready(found),
            }
        )
    return told


def _told(found: Finding) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "line": found.line,
        "text": found.text,
        "fix": found.fix,
        "money_cents": found.money_cents,
    }
