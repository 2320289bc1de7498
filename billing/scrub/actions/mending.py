"""Clerical changes are made by the machine, kept, and end when the practice's system differs."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from billing.scrub.actions.asking import ask_for_signatures
from billing.scrub.clinical import said_now
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Finding
from billing.scrub.mending import Mended, mended, overlaid
from billing.scrub.models import ClaimChange
from billing.scrub.queries.changes import change_of
from billing.scrub.run import Ruleset

ROUNDS_MAX = 3


class Read(NamedTuple):
    """A claim's findings with all changes laid over it; those made now, those that ended."""

    findings: Sequence[Finding]
    made: Sequence[Mended]
    ended: Sequence[uuid.UUID]


def read(rules: Ruleset, told: ClaimFacts, known: Sequence[ClaimChange]) -> Read:
    """`told` is what the practice's system says. A mended claim is judged again, and so on."""
    applied = [row for row in known if row.state == "applied"]
    refused = [change_of(row) for row in known if row.state == "refused"]
    facts, lapsed = overlaid(told, [change_of(row) for row in applied])
    ended = [row.pk for row in applied if change_of(row) in lapsed]
    ended += [row.pk for row in known if _is_over(told, row)]
    all_made: list[Mended] = []
    findings = rules.findings(facts)
    for _ in range(ROUNDS_MAX):
        facts, made = mended(facts, findings, refused)
        if not made:
            break
        all_made += made
        findings = rules.findings(facts)
    return Read(findings, all_made, ended)


def _is_over(told: ClaimFacts, row: ClaimChange) -> bool:
    """A signed one is done once the claim says so; a proposed one is moot once it differs."""
    if row.state not in {"proposed", "signed"}:
        return False
    said = said_now(told, row.field, row.line)
    return said in {None, row.after} or (row.state == "proposed" and said != row.before)


def keep(read_of: dict[uuid.UUID, Read], *, now: datetime) -> None:
    """In one statement for what ended and one for what was made."""
    ended = [pk for one in read_of.values() for pk in one.ended]
    if ended:
        ClaimChange.objects.filter(pk__in=ended).update(state="lapsed")
        ask_for_signatures(now=now)
    ClaimChange.objects.bulk_create(
        _row(claim_id, one, now) for claim_id, told in read_of.items() for one in told.made
    )


def _row(claim_id: uuid.UUID, made: Mended, now: datetime) -> ClaimChange:
    return ClaimChange(
        claim_id=claim_id,
        field=made.change.field,
        before=made.change.before,
        after=made.change.after,
        is_clinical=False,
        state="applied",
        rule=made.rule,
        version=made.version,
        because=made.because[:400],
        proposed_at=now,
        decided_at=now,
    )
