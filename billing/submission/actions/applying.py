"""What a file says to a practice is laid over its versions, and what was turned away comes back."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from django.db import connection, transaction
from django.utils import timezone

from billing.submission.actions import noting
from billing.submission.actions.coming_back import come_back, numbered, taken_after_all
from billing.submission.applying import Moved, Noted, Version, chosen, expected, moves, with_lines
from billing.submission.hearing.words import Word
from billing.submission.models import Batch, InboundShare, Notice
from billing.submission.queries import versions
from billing.x12.points import points_at
from practices.desk import actions as desk
from practices.registry.bulk import copy_in
from practices.registry.ids import new_id

SILENT = "claim_silent"
UPDATE = """
UPDATE submission_sending s
   SET stage = n.stage, heard_on = n.heard_on,
       expect_at = CASE WHEN n.is_news THEN n.expect_at ELSE s.expect_at END,
       silent_since = CASE WHEN n.is_news THEN NULL ELSE s.silent_since END,
       sent_at = coalesce(s.sent_at, n.at),
       file_at = coalesce(s.file_at, n.file_at), house_at = coalesce(s.house_at, n.house_at),
       payer_at = coalesce(s.payer_at, n.payer_at),
       turned_away_at = coalesce(n.turned_away_at, s.turned_away_at),
       payer_number = coalesce(nullif(n.payer_number, ''), s.payer_number),
       house_number = coalesce(nullif(n.house_number, ''), s.house_number)
  FROM json_to_recordset(%s::json) AS n (
       id uuid, stage text, heard_on date, expect_at timestamptz, at timestamptz, is_news boolean,
       file_at timestamptz, house_at timestamptz, payer_at timestamptz,
       turned_away_at timestamptz, payer_number text, house_number text)
 WHERE s.id = n.id
"""
COLUMNS = (
    "id", "sending_id", "file_id", "place", "level", "is_accepted", "category", "code", "entity",
    "field", "line", "paid_cents", "told_on", "received_at", "moved", "body",
)  # fmt: skip


@transaction.atomic
def apply(share_id: uuid.UUID, *, now: datetime) -> int:
    """One share, once; how many words were about versions of ours. Inside the practice."""
    share = InboundShare.objects.select_for_update().filter(pk=share_id, taken_at=None).first()
    if share is None or share.body is None:
        return 0
    words = msgspec.json.decode(bytes(share.body), type=list[Word])
    share.taken_at, share.body = now, None
    share.save(update_fields=["taken_at", "body"])
    return apply_words(words, file_id=share.file_id, now=now)


def apply_words(words: Sequence[Word], *, file_id: uuid.UUID, now: datetime) -> int:
    """A word about a claim that was never sent moves nothing and is dropped."""
    batches = _batches({word.batch for word in words if not word.claim})
    if noting.any_in_doubt():
        seen = {version.reference for version, _ in _about(words, batches, lock=False)}
        noting.heard_of(seen, now=now, today=timezone.localdate(now))
    told = list(_about(words, batches))
    moved, notes = moves(told, at=now)
    of_lines = {note.version.claim_id for note in notes if note.word.line}
    notes = with_lines(notes, versions.lines_of(of_lines)) if of_lines else notes
    _write(moved, now=now)
    _note(notes, file_id, now=now)
    _verdicts(words, batches, now=now)
    numbered(moved.values())
    away = [one for one in moved.values() if one.is_turned_away]
    if away:
        come_back(away, notes, batches, now=now)
    after_all = [one.version.claim_id for one in moved.values() if one.is_taken_after_all]
    if after_all:
        taken_after_all(after_all, now=now)
    heard = [one.version.claim_id for one in moved.values() if one.is_news]
    desk.close_all(kind=SILENT, subject_ids=heard, outcome="heard", now=now)
    return len(notes)


def _batches(references: Collection[str]) -> dict[str, Batch]:
    return {row.reference: row for row in Batch.objects.filter(reference__in=references)}


def _about(
    words: Sequence[Word], batches: Mapping[str, Batch], *, lock: bool = True
) -> Iterator[tuple[Version, Word]]:
    """Locked in one order: first what stands in whole batches, then single claims."""
    by_set = versions.of_batches(list(batches.values()), lock=lock)
    by_claim = versions.of_claims({word.claim for word in words if word.claim}, lock=lock)
    for word in words:
        if word.claim:
            held = by_claim.get(word.claim)
            if held:
                yield chosen(held, word), word
            continue
        for (reference, set_control), rows in by_set.items():
            if reference == word.batch and word.set_control in {"", set_control}:
                yield from ((row, word) for row in rows)


def _write(moved: Mapping[uuid.UUID, Moved], *, now: datetime) -> None:
    paces = versions.paces({one.version.payer_id for one in moved.values()})
    rows = [
        {
            "id": one.version.id, "stage": one.stage.value, "heard_on": one.heard_on, "at": now,
            "expect_at": expected(one, at=now, paces=paces), "file_at": one.file_at,
            "house_at": one.house_at, "payer_at": one.payer_at, "is_news": one.is_news,
            "turned_away_at": one.turned_away_at, "payer_number": one.payer_number,
            "house_number": one.house_number,
        }
        for one in moved.values()
    ]  # fmt: skip
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(UPDATE, [msgspec.json.encode(rows).decode()])


def _note(notes: Sequence[Noted], file_id: uuid.UUID, *, now: datetime) -> None:
    copy_in(Notice, COLUMNS, (_row(one, file_id, now) for one in notes))


def _row(one: Noted, file_id: uuid.UUID, now: datetime) -> tuple[object, ...]:
    word = one.word
    field = points_at(word.category, word.code, word.entity) if word.code else ""
    return (
        new_id(), one.version.id, file_id, word.place, word.level.value, word.is_accepted,
        word.category[:3], word.code[:5], word.entity[:3], field[:60],
        one.line, word.paid_cents, word.told_on,
        now, one.moved, msgspec.json.encode(word).decode(),
    )  # fmt: skip


def _verdicts(words: Sequence[Word], batches: Mapping[str, Batch], *, now: datetime) -> None:
    """What was said of a whole file; of several words the worst stands."""
    for word in words:
        batch = batches.get(word.batch) if not word.claim else None
        if batch is not None and batch.verdict != "R":
            batch.verdict = "R" if not word.is_accepted else (word.category or "A")[:1]
            batch.verdict_at = now
            batch.save(update_fields=["verdict", "verdict_at"])
