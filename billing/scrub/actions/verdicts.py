"""The verdict of a check: kept with the claim, which is ready or held; what is held waits on the
desk.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from billing.claims import actions as claims
from billing.claims.models import Claim
from billing.claims.states import UNSENT, ClaimState
from billing.scrub.actions.laying import Standing
from billing.scrub.finding import Severity
from billing.scrub.models import ClaimCheck
from billing.scrub.titles import BROKEN, OWN_HOLD, words_of
from compliance.access import context
from practices.desk import actions as desk
from practices.registry.bulk import upsert
from practices.registry.ids import new_id

if TYPE_CHECKING:
    from billing.scrub.actions.checking import Checked

KIND = "claim_check"
DAYS_TO_MEND = 2


def keep_verdicts(
    held: Mapping[uuid.UUID, Claim],
    checked: Sequence["Checked"],
    standing: Mapping[uuid.UUID, Sequence[Standing]],
    *,
    ruleset: str,
    now: datetime,
    today: date,
) -> None:
    """Checks are written in one statement, claims moved in one for each state."""
    rows = [
        _row(one, standing.get(one.claim_id, ()), held[one.claim_id], ruleset, now)
        for one in checked
    ]
    upsert(ClaimCheck, rows, key="claim_id", only_new=("id", "risk_model", "is_due"))
    questions = {
        one.claim_id: question(one, standing.get(one.claim_id, ()), held[one.claim_id])
        for one in checked
    }
    _move(held, questions)
    _lay_on_desk(held, questions, standing, now=now, today=today)


def left(claim_ids: Collection[uuid.UUID], *, now: datetime) -> None:
    """Of these, claims that are with a payer or taken back wait here for nobody any more."""
    rows = Claim.objects.filter(pk__in=list(claim_ids)).exclude(state__in=UNSENT)
    gone = list(rows.values_list("pk", flat=True))
    ClaimCheck.objects.filter(claim__in=gone, is_due=True).update(is_due=False)
    desk.close_all(kind=KIND, subject_ids=gone, outcome="left", now=now)


def wait_for_person(rows: Sequence[Claim], *, now: datetime, today: date) -> None:
    """These are held, whatever rules say later: each lies on the desk at once."""
    desk.keep_open_all([_item(row, OWN_HOLD, (), today) for row in rows], now=now)


def _row(
    one: "Checked",
    standing: Sequence[Standing],
    claim: Claim,
    ruleset: str,
    now: datetime,
) -> dict[str, object]:
    counts = [sum(each.severity == s for each in standing) for s in ("hold", "warn", "info")]
    verdict = "held" if question(one, standing, claim) else "ready"
    return {
        "id": new_id(),
        "claim_id": one.claim_id,
        "verdict": "failed" if one.why_failed else verdict,
        "is_due": False,
        "checked_at": now,
        "ruleset": ruleset,
        "holds": counts[0],
        "warns": counts[1],
        "infos": counts[2],
        "at_risk_cents": max((each.money_cents for each in standing if _holds(each)), default=0),
        "risk_model": "",
        "why_failed": one.why_failed,
    }


def question(one: "Checked", standing: Sequence[Standing], claim: Claim) -> str:
    """Why the claim waits, as the desk sorts by it: "" for a claim that is ready."""
    if one.why_failed:
        return BROKEN
    if claim.held_because:
        return OWN_HOLD
    holding = [each for each in standing if _holds(each)]
    return max(holding, key=lambda each: (each.money_cents, each.rule)).rule if holding else ""


def _holds(each: Standing) -> bool:
    return each.severity == Severity.HOLD and not each.is_answered


def _move(held: Mapping[uuid.UUID, Claim], questions: Mapping[uuid.UUID, str]) -> None:
    """A draft that nobody approved stays one, whatever rules say."""
    wanted = {pk: _state(held[pk], why) for pk, why in questions.items()}
    for to in UNSENT:
        rows = [held[pk] for pk, state in wanted.items() if state == to != held[pk].state]
        if rows:
            claims.move_all(rows, to=to)


def _state(claim: Claim, why: str) -> ClaimState:
    if why:
        return ClaimState.HELD
    return ClaimState.READY if claim.is_approved else ClaimState.DRAFT


def _lay_on_desk(
    held: Mapping[uuid.UUID, Claim],
    questions: Mapping[uuid.UUID, str],
    standing: Mapping[uuid.UUID, Sequence[Standing]],
    *,
    now: datetime,
    today: date,
) -> None:
    """What is held waits; what is ready waits no more. One item a claim, as the desk knows it."""
    desk.close_all(
        kind=KIND,
        subject_ids=[pk for pk, why in questions.items() if not why],
        outcome="ready",
        now=now,
    )
    waiting = [
        _item(held[pk], why, standing.get(pk, ()), today) for pk, why in questions.items() if why
    ]
    desk.keep_open_all(waiting, now=now)


def _item(claim: Claim, why: str, standing: Sequence[Standing], today: date) -> desk.NewItem:
    cents = max((each.money_cents for each in standing if _holds(each)), default=claim.charge_cents)
    return desk.NewItem(
        kind=KIND,
        subject_id=claim.pk,
        path=f"/p/{context.practice().public_id}/claims/{claim.pk}/check/",
        question=why,
        words=words_of(why),
        payer_name=claim.payer.name,
        cents=cents,
        since_on=today,
        due_on=today + timedelta(days=DAYS_TO_MEND),
    )
