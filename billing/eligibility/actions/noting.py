"""Noting how a question ended: its proof, what it told, and what is asked next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from billing.eligibility import queries
from billing.eligibility.actions import evidence
from billing.eligibility.actions.habits import remember
from billing.eligibility.actions.keeping import keep
from billing.eligibility.actions.taking import Taken, overdue
from billing.eligibility.benefits import Benefits
from billing.eligibility.models import BenefitRecord, Inquiry
from billing.eligibility.normal import Heard, benefits_of, merged
from billing.eligibility.polarity import REVERSED
from billing.eligibility.states import InquiryState, RecordState
from billing.eligibility.strategy import has_filled, next_request

BOUNDS = tuple(timedelta(minutes=m) for m in (1, 5, 20, 60, 180, 360))
DOWN_AFTER = 3


@dataclass(frozen=True, slots=True)
class Ended:
    """`trouble` is a word of doors.line.TROUBLES, or "" where `heard` tells the answer."""

    answer: bytes
    trouble: str = ""
    heard: Heard | None = None


@transaction.atomic
def note(taken: Taken, ended: Ended, *, chance: float, now: datetime) -> None:
    """The proof is kept in any case; the rest only while the inquiry is still ours.

    `chance` lies between 0 and 1 and spreads what is tried again.
    """
    evidence.keep(taken, ended.answer, outcome=_outcome(ended), trouble=ended.trouble, now=now)
    row = Inquiry.objects.select_for_update(of=("self",)).get(pk=taken.inquiry_id)
    if row.lease != taken.lease or row.state != InquiryState.SENT:
        return
    row.lease, row.lease_until = None, None
    if ended.heard is None or ended.heard.outcome == "payer_down":
        _again(row, chance, now)
    else:
        _answered(row, ended.heard, now)
    row.save()


def _outcome(ended: Ended) -> str:
    return ended.heard.outcome if ended.heard else "trouble"


def _again(row: Inquiry, chance: float, now: datetime) -> None:
    """Later and later, never all at once; after three times the payer counts as down."""
    row.state = (InquiryState.PAYER_DOWN if row.tries >= DOWN_AFTER else InquiryState.DUE).value
    row.why = "The payer, or the way to it, does not answer."
    bound = BOUNDS[min(row.tries, len(BOUNDS)) - 1]
    row.next_try_at = None if overdue(row, now) else now + bound * (0.5 + chance / 2)
    if row.next_try_at is None:
        row.state = InquiryState.PAYER_DOWN.value


def _answered(row: Inquiry, heard: Heard, now: datetime) -> None:
    row.asked = [*row.asked, row.request]
    row.tries, row.next_try_at, row.answered_at = 0, None, now
    if heard.member is None:
        _without_benefits(row, heard, now)
        return
    row.reason, row.why = "", ""
    row.state = heard.outcome
    told, filled = _told(row, heard, now)
    record = keep(row, told, now=now)
    is_sound = record.state == RecordState.CURRENT
    remember(row, told if is_sound else None, filled=filled, now=now)
    _go_on(row, told if is_sound else None, now)


def _told(row: Inquiry, heard: Heard, now: datetime) -> tuple[Benefits, bool]:
    """What this asking told until now with this answer, and whether it told something new."""
    assert heard.member is not None
    habit = queries.habit_of(row.payer_id)
    earlier = BenefitRecord.objects.filter(inquiry=row, state=RecordState.CURRENT).first()
    before = earlier.benefits if earlier else None
    answer = benefits_of(
        heard.member,
        said_on=timezone.localdate(now),
        reversed_shares=habit.polarity == REVERSED,
        first=1 + 1_000 * (len(row.asked) - 1),
    )
    told = merged(before, answer) if before else answer
    return told, has_filled(before, told)


def _go_on(row: Inquiry, told: Benefits | None, now: datetime) -> None:
    """The next request, if one would tell more; a doubted answer is not asked around."""
    if told is None or row.state != InquiryState.ANSWERED:
        return
    tried = queries.habit_of(row.payer_id).tried
    on = timezone.localdate(now)
    following = next_request(row.planned, row.asked, told, tried, on=on)
    if following is not None:
        row.request, row.state, row.next_try_at = following, InquiryState.DUE.value, now


def _without_benefits(row: Inquiry, heard: Heard, now: datetime) -> None:
    """A later request that the payer does not know leaves what the first one told."""
    remember(row, None, filled=False, now=now)
    earlier = BenefitRecord.objects.filter(inquiry=row, state=RecordState.CURRENT).first()
    if earlier is not None:
        row.state = InquiryState.ANSWERED.value
        _go_on(row, earlier.benefits, now)
        return
    row.state, row.reason = heard.outcome, heard.reason[:3]
    row.why = heard.why or _WHY.get(heard.outcome, "")


_WHY = {"not_found": "The payer does not know this member."}
