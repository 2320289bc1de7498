"""Claims are checked: facts gathered once, every rule asked, findings laid, the verdict kept."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from billing.claims import queries as claims_told
from billing.claims.models import Claim
from billing.claims.states import UNSENT
from billing.scrub.actions.laying import lay
from billing.scrub.actions.mending import Read, keep, read
from billing.scrub.actions.noting_risks import note_risks
from billing.scrub.actions.verdicts import keep_verdicts, left
from billing.scrub.asked import Seen, risks
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Finding
from billing.scrub.models import ClaimChange, ClaimCheck
from billing.scrub.queries import gather
from billing.scrub.queries.changes import standing as changes
from billing.scrub.queries.rulesets import ruleset
from billing.scrub.run import Ruleset
from compliance.access import context

CLAIMS_AT_ONCE = 500


class Checked(NamedTuple):
    """What rules said of one claim; `why_failed` names the error of a claim no rule could read."""

    claim_id: uuid.UUID
    findings: Sequence[Finding]
    why_failed: str = ""
    changed: Read | None = None


@transaction.atomic
def check(claim_ids: Collection[uuid.UUID], *, now: datetime, today: date) -> list[Checked]:
    """Check these claims, those that have not left yet; one that another worker has becomes due.

    Spelling is mended on the way (`mending.py`), and judged as mended. Findings that stand keep the
    answer a person gave; those that are found no more are marked as gone. A claim whose facts no
    rule can read is held with its error, and stops no other.
    """
    rows = Claim.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    rows = (
        rows.filter(pk__in=list(claim_ids), state__in=UNSENT).select_related("payer").order_by("pk")
    )
    claims = {claim.pk: claim for claim in rows}
    rest = set(claim_ids) - claims.keys()
    left(rest, now=now)
    due_again(claims_told.unsent(rest))
    # Before anything is read: what is told of from here on makes them due again.
    ClaimCheck.objects.filter(claim__in=list(claims), is_due=True).update(is_due=False)
    rules = ruleset(context.practice().organization_id)
    known: dict[uuid.UUID, list[ClaimChange]] = {}
    for row in changes([*claims]):
        known.setdefault(row.claim_id, []).append(row)
    facts = gather([*claims], today=today, as_told=True)
    checked = [_checked(rules, told, known) for told in facts]
    keep({one.claim_id: one.changed for one in checked if one.changed}, now=now)
    standing = lay(checked, now=now)
    keep_verdicts(claims, checked, standing, ruleset=rules.mark, now=now, today=today)
    seen = [Seen(*pair) for pair in zip(facts, (one.findings for one in checked), strict=True)]
    note_risks(risks(seen, today=today))
    return checked


def _checked(
    rules: Ruleset, told: ClaimFacts, known: Mapping[uuid.UUID, Sequence[ClaimChange]]
) -> Checked:
    claim_id = uuid.UUID(told.id)
    try:
        one = read(rules, told, known.get(claim_id, ()))
    except Exception as error:  # a rule that breaks on one claim stops no other
        return Checked(claim_id, (), f"{type(error).__name__} in a rule")
    return Checked(claim_id, one.findings, changed=one)


def check_due(*, now: datetime, today: date) -> bool:
    """Check the next claims that are due; whether more are, or another worker had some of them."""
    ids = list(
        ClaimCheck.objects.select_for_update(skip_locked=True)
        .filter(is_due=True)
        .order_by("pk")
        .values_list("claim_id", flat=True)[:CLAIMS_AT_ONCE]
    )
    check(ids, now=now, today=today)
    still = ClaimCheck.objects.filter(claim_id__in=ids, is_due=True).exists()
    return still or len(ids) == CLAIMS_AT_ONCE


def due_again(claim_ids: Collection[uuid.UUID]) -> None:
    """They changed, or what rules know of them did."""
    checks = [ClaimCheck(claim_id=pk, is_due=True) for pk in sorted(claim_ids)]
    ClaimCheck.objects.bulk_create(
        checks, update_conflicts=True, unique_fields=["claim"], update_fields=["is_due"]
    )


def mark_due(*, payer_id: uuid.UUID | None, after: uuid.UUID | None) -> uuid.UUID | None:
    """The next claims that have not left, of one payer or of all, are due; the last of them.

    None when no more are left. At most CLAIMS_AT_ONCE, in the order of their ids.
    """
    rows = Claim.objects.filter(state__in=UNSENT)
    if payer_id is not None:
        rows = rows.filter(payer=payer_id)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:CLAIMS_AT_ONCE])
    due_again(ids)
    return ids[-1] if len(ids) == CLAIMS_AT_ONCE else None
