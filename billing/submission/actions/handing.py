"""A file that was read goes to the practices it speaks of, each its own part."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from django.db import transaction

from billing.submission.hearing.words import Heard, Word
from billing.submission.models import InboundFile, InboundShare
from billing.submission.queries.known import known_to
from billing.submission.splitting import Stranger, split
from practices.desk import actions as desk
from practices.events.actions import raise_events
from practices.jobs import actions as jobs

APPLY, WORDS_MAX, STRANGERS_KEPT = "submission.apply", 5_000, 200
KIND, DAYS_TO_LOOK = "inbound_file", 3


@transaction.atomic
def hand_over(file: InboundFile, told: Heard, *, now: datetime, today: date) -> None:
    """In the clearing. A file that was handed over is not handed over again."""
    if told.refusal:
        file.state, file.refusal = "refused", {"why": told.refusal}
        file.save(update_fields=["state", "refusal"])
        _to_desk(file, "refused", f"A file of {file.house.name}: {told.refusal}", now, today)
        return
    ours, strangers = split(told.words, known_to(file, told.words))
    for practice_id, words in ours.items():
        _share(file, practice_id, words, now=now)
    file.state, file.kind = "read", told.kind
    file.strangers = [one._asdict() for one in strangers[:STRANGERS_KEPT]]
    file.save(update_fields=["state", "kind", "strangers"])
    if strangers:
        _to_desk(file, "strangers", _words(file, strangers), now, today)
    if told.kind == "era":
        raise_events("mail.arrived", [file.pk], at=now, organization_id=file.organization_id)


def _share(
    file: InboundFile, practice_id: uuid.UUID, words: Sequence[Word], *, now: datetime
) -> None:
    for part, begin in enumerate(range(0, len(words), WORDS_MAX), start=1):
        mine = words[begin : begin + WORDS_MAX]
        share = InboundShare.objects.create(
            file=file, practice_id=practice_id, part=part, count=len(mine),
            body=msgspec.json.encode(mine),
        )  # fmt: skip
        jobs.enqueue(
            kind=APPLY, key=share.pk.hex, practice=practice_id,
            arguments={"share": share.pk.hex}, now=now,
        )  # fmt: skip


def _words(file: InboundFile, strangers: Sequence[Stranger]) -> str:
    return f"{file.house.name} speaks of {len(strangers)} claims or files that are not ours"


def _to_desk(file: InboundFile, question: str, words: str, now: datetime, today: date) -> None:
    item = desk.NewItem(
        kind=KIND,
        subject_id=file.pk,
        path=f"/o/{file.organization.public_id}/clearinghouses/",
        question=question,
        words=words[:200],
        payer_name=file.house.name,
        cents=0,
        since_on=today,
        due_on=today + timedelta(days=DAYS_TO_LOOK),
    )
    desk.put_or_ask(item, now=now, organization_id=file.organization_id)
