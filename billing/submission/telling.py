"""A claim's way as its page tells it: each step with when, who and what, newest first."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from billing.claims.models import Claim
from billing.submission.models import Notice
from billing.submission.queries.sendings import Papers, Version
from billing.submission.stages import Stage
from billing.x12 import words_999, words_status
from billing.x12.claim_status import Status

BY = {
    "file": "999 or TA1",
    "house": "277CA, clearinghouse",
    "payer": "277CA, payer",
    "status": "277",
}
ACCEPTED = {
    "file": "The file was readable",
    "house": "The clearinghouse took it",
    "payer": "The payer took it: proof of filing",
    "status": "The payer says how far it is",
}
TURNED_AWAY = {
    "file": "The file was turned away",
    "house": "The clearinghouse turned it away",
    "payer": "The payer turned it away",
    "status": "The payer says no",
}
DECIDED = {
    "drafted": "Drafted", "revised": "Followed the chart", "adopted": "Taken over by the practice",
    "void": "Taken back", "approved": "Approved", "held": "Held", "released": "Let go",
    "ready": "Ready", "again": "To be sent again", "corrected": "To be sent corrected",
    "to_void": "To be taken back at the payer",
}  # fmt: skip
FREQUENCIES = {"1": "as an original", "7": "as a replacement", "8": "to take it back"}


class Step(NamedTuple):
    """`tone` is good, bad or ""; `paper` names the document, `batch` and `notice` lead to it."""

    at: datetime
    title: str
    words: str = ""
    who: str = ""
    tone: str = ""
    paper: str = ""
    batch: object = None
    notice: object = None


def way_of(claim: Claim, versions: Sequence[Version], papers: Papers) -> list[Step]:
    steps = [step for version in versions for step in _of_version(version)]
    steps += [
        Step(one.decided_at, DECIDED[one.outcome], one.why, one.actor_name)
        for one in papers.decisions
        if one.outcome in DECIDED
    ]
    return sorted(steps, key=lambda one: one.at, reverse=True)


def _of_version(told: Version) -> Iterator[Step]:
    sending, batch = told.sending, told.batch
    how = FREQUENCIES.get(sending.frequency, "")
    yield Step(batch.made_at, f"Written {how}", f"In batch {batch.reference}", batch.made_by,
               paper="837D", batch=batch.pk)  # fmt: skip
    if sending.sent_at:
        number = f", their number {batch.receipt}" if batch.receipt else ""
        yield Step(sending.sent_at, "Sent", f"Version {sending.version}{number}", batch=batch.pk)
    if sending.stage == Stage.UNSURE:
        yield Step(batch.made_at, "Perhaps sent", batch.why, tone="bad", batch=batch.pk)
    yield from (_notice(one) for one in told.notices)
    if sending.silent_since:
        yield Step(
            sending.silent_since, "Nobody answers", "Longer than this payer takes", tone="bad"
        )
    if sending.answered_at:
        yield Step(sending.answered_at, "Answered", tone="good", paper="835")


def _notice(one: Notice) -> Step:
    title = (ACCEPTED if one.is_accepted else TURNED_AWAY)[one.level]
    words = [_said(one)] if one.category else []
    if one.field:
        words.append(f"points at {one.field.replace('_', ' ').replace('.', ', ')}")
    if one.line:
        words.append(f"line {one.line}")
    if not one.moved:
        words.append("changed nothing")
    tone = ("good" if one.level == "payer" else "") if one.is_accepted else "bad"
    return Step(one.received_at, title, "; ".join(words), "", tone, BY[one.level], notice=one.pk)


def _said(one: Notice) -> str:
    """A 999 has verdicts, a TA1 a note beside; the others have statuses."""
    if one.level != "file":
        return words_status.words(Status(one.category, one.code, one.entity))
    verdict = words_999.VERDICTS.get(one.category, one.category)
    return f"{verdict}: {words_999.NOTES.get(one.code, one.code)}" if one.code else verdict
