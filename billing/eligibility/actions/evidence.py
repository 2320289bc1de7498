"""Keeping the proof of one question: the bytes both ways, when, and who asked."""

from datetime import datetime

from billing.eligibility.actions.taking import Taken
from billing.eligibility.models import Evidence, Inquiry
from billing.eligibility.vault import sealed


def keep(taken: Taken, answer: bytes, *, outcome: str, trouble: str, now: datetime) -> Evidence:
    """Append it; an answer that never came is kept as empty."""
    asked_by = Inquiry.objects.values_list("asked_by", flat=True).get(pk=taken.inquiry_id)
    return Evidence.objects.create(
        inquiry_id=taken.inquiry_id,
        request=taken.request,
        question=sealed(taken.question),
        answer=sealed(answer),
        outcome=outcome,
        trouble=trouble,
        sent_at=taken.sent_at,
        answered_at=now,
        asked_by=asked_by,
    )
