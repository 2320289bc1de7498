"""Claims that were turned away come back: with the field at fault, or, where only a neighbour in
the file was at fault, straight to the rules again.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.utils import timezone

from billing.claims import actions as claims_of
from billing.claims.actions.turning_away import Reason
from billing.scrub.actions.verdicts import left, wait_for_person
from billing.submission.applying import Moved, Noted
from billing.submission.models import Batch, BatchFile
from billing.submission.stages import Level, Stage
from billing.submission.vault import opened
from billing.x12 import words_999, words_status
from billing.x12.claim_status import Status
from billing.x12.places import place_in
from billing.x12.points import points_at

NUMBERS = """
UPDATE claims_claim c SET payer_control_number = n.number
  FROM unnest(%s::uuid[], %s::text[]) AS n (id, number)
 WHERE c.id = n.id AND c.payer_control_number <> n.number
"""
UNREADABLE, NEIGHBOUR = "The file could not be read", "Another claim of its file was at fault"


def numbered(moved: Iterable[Moved]) -> None:
    """The payer's own number of a claim it took, needed to correct or take it back."""
    told = [
        (one.version.claim_id, one.payer_number)
        for one in moved
        if one.payer_number and one.stage is Stage.PAYER
    ]
    if told:
        with connection.cursor() as cursor:
            cursor.execute(NUMBERS, [[str(pk) for pk, _ in told], [number for _, number in told]])


def come_back(
    away: Sequence[Moved], notes: Sequence[Noted], batches: Mapping[str, Batch], *, now: datetime
) -> None:
    """Claims that wait for a person, each with reasons; neighbours are drafts again."""
    gone = {one.version.id: one.version.claim_id for one in away}
    reasons: dict[uuid.UUID, list[Reason]] = {}
    neighbours: set[uuid.UUID] = set()
    faults = _faults(notes, batches)
    for note in notes:
        claim_id = gone.get(note.version.id)
        if claim_id is None or note.word.is_accepted:
            continue
        if note.word.level is not Level.FILE:
            reasons.setdefault(claim_id, []).append(_reason(note))
            continue
        found = faults.get((note.word.batch, note.word.place), {})
        if note.version.number in found:
            reasons.setdefault(claim_id, []).append(found[note.version.number])
        elif found:
            neighbours.add(claim_id)
        else:
            reasons.setdefault(claim_id, []).append(Reason("file", UNREADABLE))
    waiting = claims_of.turned_away(reasons, now=now)
    wait_for_person(waiting, now=now, today=timezone.localdate(now))
    claims_of.back_to_draft(neighbours - reasons.keys(), why=NEIGHBOUR, now=now)


def taken_after_all(claim_ids: Sequence[uuid.UUID], *, now: datetime) -> None:
    """Turned away, and then taken: nobody has to mend or send anything any more."""
    taken = claims_of.taken_after_all(claim_ids, now=now)
    left(taken, now=now)


def _reason(note: Noted) -> Reason:
    word = note.word
    said = words_status.words(Status(word.category, word.code, word.entity))
    return Reason(
        by="payer" if word.level in {Level.PAYER, Level.STATUS} else "house",
        words=said,
        category=word.category,
        code=word.code,
        entity=word.entity,
        field=points_at(word.category, word.code, word.entity) if word.code else "",
        line=note.line,
    )


def _faults(
    notes: Sequence[Noted], batches: Mapping[str, Batch]
) -> dict[tuple[str, int], dict[str, Reason]]:
    """By interchange and place of the word: claims at fault by number, where it leads to some."""
    words = {(n.word.batch, n.word.place): n.word for n in notes if n.word.faults}
    found: dict[tuple[str, int], dict[str, Reason]] = {}
    for key, word in words.items():
        batch = batches.get(word.batch)
        if batch is None or word.is_accepted:
            continue
        data = opened(bytes(BatchFile.objects.get(batch=batch).sealed))
        for fault in word.faults:
            place = (
                place_in(data, word.set_control or "0001", fault.position)
                if fault.position
                else None
            )
            number = fault.claim or (place.claim_number if place else "")
            if number:
                line = place.line if place else 0
                found.setdefault(key, {})[number] = Reason(
                    "file", f"{words_999.SEGMENTS.get(fault.code, 'Wrong')}: {fault.segment}",
                    code=fault.code, line=line or None,
                )  # fmt: skip
    return found
