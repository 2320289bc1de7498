"""A change to what was done is proposed by the office and signed by a provider, or refused."""

import uuid
from datetime import date, datetime

from django.db import IntegrityError, transaction

from billing.claims.models import Claim
from billing.claims.states import UNSENT
from billing.scrub.actions.asking import ask_for_signatures
from billing.scrub.actions.checking import check
from billing.scrub.clinical import CannotPropose, checked
from billing.scrub.finding import Change
from billing.scrub.models import ClaimChange
from billing.scrub.queries import gather
from compliance.access import context
from compliance.audit import actions as audit

AFTER_CHARACTERS_MAX = 2_000


class NotOpen(RuntimeError):
    """The change was signed, refused, taken back or overtaken a moment ago."""


@transaction.atomic
def propose(
    claim_id: uuid.UUID,
    change: Change,
    *,
    because: str,
    name: str,
    now: datetime,
    today: date,
    rule: str = "",
    version: str = "",
) -> ClaimChange:
    """Ask a provider to sign that the claim should say otherwise; `before` is read from the claim.

    The same one waits once. Raises CannotPropose, also for a claim that has gone out.
    """
    claim = Claim.objects.select_for_update(no_key=True).get(pk=claim_id)
    if claim.state not in UNSENT:
        raise CannotPropose("The claim has gone out.")
    after = change.after.strip()[:AFTER_CHARACTERS_MAX]
    before = checked(gather([claim_id], today=today)[0], change.field, change.line, after)
    row = ClaimChange(
        claim=claim,
        line=change.line,
        field=change.field,
        before=before[:AFTER_CHARACTERS_MAX],
        after=after,
        is_clinical=True,
        state="proposed",
        rule=rule,
        version=version,
        because=because.strip()[:400],
        proposed_at=now,
        proposed_name=name,
    )
    return _laid(row, now=now)


def _laid(row: ClaimChange, *, now: datetime) -> ClaimChange:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise CannotPropose("The same change waits already.") from None
    ask_for_signatures(now=now)
    return row


def sign(change_id: uuid.UUID, *, name: str, now: datetime) -> ClaimChange:
    """A provider says that it is so. The claim changes once the practice's system does.

    Raises NotOpen.
    """
    return _decide(change_id, "signed", name=name, reason="", now=now)


def refuse(change_id: uuid.UUID, *, reason: str, name: str, now: datetime) -> ClaimChange:
    """A provider says that it is not so. Raises NotOpen, ValueError for an empty reason."""
    if not reason.strip():
        raise ValueError("A refusal names its reason.")
    return _decide(change_id, "refused", name=name, reason=reason.strip()[:200], now=now)


@transaction.atomic
def _decide(
    change_id: uuid.UUID, state: str, *, name: str, reason: str, now: datetime
) -> ClaimChange:
    row = _ended(change_id, "proposed", state, name=name, reason=reason, now=now)
    ask_for_signatures(now=now)
    return row


@transaction.atomic
def take_back(
    change_id: uuid.UUID, *, reason: str, name: str, now: datetime, today: date
) -> ClaimChange:
    """A clerical change is made no more, and not again; the claim is judged without it at once.

    Raises NotOpen.
    """
    row = _ended(change_id, "applied", "refused", name=name, reason=reason, now=now)
    check([row.claim_id], now=now, today=today)
    return row


def _ended(
    change_id: uuid.UUID, was: str, state: str, *, name: str, reason: str, now: datetime
) -> ClaimChange:
    """The claim is locked first, as a check does, so that the two take turns."""
    row = ClaimChange.objects.get(pk=change_id)
    Claim.objects.select_for_update(no_key=True).get(pk=row.claim_id)
    told = {"decided_by": context.actor().key, "decided_name": name, "decided_at": now}
    rows = ClaimChange.objects.filter(pk=change_id, state=was)
    if not rows.update(state=state, reason=reason, **told):
        raise NotOpen("A colleague decided this a moment ago, or the claim changed.")
    audit.record(deed=f"change.{state}", subject_kind="claim_change", subject_ids=[change_id])
    row.refresh_from_db()
    return row
