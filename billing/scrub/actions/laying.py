"""Findings are laid over those that stand: the new are added, the gone are marked."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from billing.scrub.finding import Finding
from billing.scrub.marks import mark_of
from billing.scrub.models import FindingRow
from practices.registry.bulk import copy_in
from practices.registry.ids import new_id

if TYPE_CHECKING:
    from billing.scrub.actions.checking import Checked

TEXT_CHARACTERS_MAX, FIX_CHARACTERS_MAX = 400, 300
COLUMNS = (
    "id", "claim_id", "mark", "rule", "version", "severity", "line", "text", "fix",
    "money_cents", "stands_on", "change", "found_at", "answer", "reason",
    "answered_by", "answered_name",
)  # fmt: skip


class Standing(NamedTuple):
    """A finding that stands: its rule, how heavy it is, and whether a person answered it."""

    rule: str
    severity: str
    money_cents: int
    is_answered: bool


def lay(checked: Sequence["Checked"], *, now: datetime) -> dict[uuid.UUID, list[Standing]]:
    """What stands for each claim afterwards. A claim that could not be checked keeps its old."""
    read = [one for one in checked if not one.why_failed]
    ids = [one.claim_id for one in read]
    before = {
        (claim, mark): (pk, answer)
        for pk, claim, mark, answer in FindingRow.objects.standing()
        .filter(claim__in=ids)
        .values_list("pk", "claim_id", "mark", "answer")
    }
    found = {(one.claim_id, mark_of(each)): each for one in read for each in one.findings}
    gone = [pk for key, (pk, _) in before.items() if key not in found]
    FindingRow.objects.filter(pk__in=gone).update(gone_at=now)
    new = [(key, each) for key, each in found.items() if key not in before]
    copy_in(FindingRow, COLUMNS, (_row(*key, each, now) for key, each in new))
    standing: dict[uuid.UUID, list[Standing]] = {pk: [] for pk in ids}
    for key, each in found.items():
        answer = before[key][1] if key in before else ""
        standing[key[0]].append(
            Standing(each.rule, each.severity.value, each.money_cents, bool(answer))
        )
    return standing


def _row(claim_id: uuid.UUID, mark: str, found: Finding, now: datetime) -> tuple[object, ...]:
    return (
        new_id(),
        claim_id,
        mark,
        found.rule,
        found.version,
        found.severity.value,
        found.line,
        found.text[:TEXT_CHARACTERS_MAX],
        found.fix[:FIX_CHARACTERS_MAX],
        found.money_cents,
        msgspec.json.encode(found.stands_on).decode(),
        msgspec.json.encode(found.change).decode() if found.change else None,
        now,
        "",
        "",
        "",
        "",
    )
