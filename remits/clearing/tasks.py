"""Jobs of the clearing: reading files that came in, the watched folder, and what agents bring."""

import time
import uuid
from datetime import date, datetime
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.db import DataError, transaction
from django.utils import timezone

from billing.submission.queries.letters import letter_of
from billing.x12 import codec
from billing.x12.remittance import Remittance
from billing.x12.resting import collector_resting
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from compliance.intake import child
from practices.events.catalogue import FILE_DROPPED, MAIL
from practices.events.subscribers import EventNote, on
from practices.jobs.handlers import JobNote, handles
from practices.registry.models import Organization
from practices.sync import actions as sync
from practices.sync import queries as sync_queries
from remits.clearing import actions
from remits.clearing.area import in_clearing
from remits.clearing.models import FileState, Payment, RemitFile
from remits.clearing.reading import ReadPayment, Refusal, payment_of

FILES_PER_LOOK_MAX = 50
QUIET_SECONDS, AGENT, HOUSE = 5.0, "agent", "clearinghouse"
UNFINISHED = frozenset({".part", ".tmp", ".filepart"})
NO_835 = Refusal("NO_835", "The file holds no remittance (835).")
TOO_LARGE = Refusal("TOO_LARGE", "The file holds a sum beyond what any remittance pays.")
# A payer sends hundreds; each costs a row, a proof and a look for its copies.
PAYMENTS_MAX = 10_000
TOO_MANY = Refusal("TOO_MANY", f"The file holds over {PAYMENTS_MAX:,} payments.")


@handles("clearing.read")
def read(job: JobNote) -> None:
    """Read one file in the limited child, then keep what it says, all or nothing."""
    with in_clearing():
        file = RemitFile.objects.select_related("organization").get(
            pk=uuid.UUID(job.arguments["file"])
        )
        if file.state != FileState.RECEIVED:
            return
        today = timezone.localdate(job.now)
        with collector_resting():
            told = _told(bytes(file.content))
            refusal = (
                told if isinstance(told, Refusal) else _kept(file, told, now=job.now, today=today)
            )
            if refusal is not None:
                actions.refuse(file=file, refusal=refusal, now=job.now, today=today)


def _kept(
    file: RemitFile, told: list[ReadPayment], *, now: datetime, today: date
) -> Refusal | None:
    """None if all of it is kept; nothing of it is where the database holds no such value."""
    try:
        with transaction.atomic():
            actions.keep(file=file, payments=told, now=now, today=today)
    except DataError:
        return TOO_LARGE
    return None


@handles("clearing.take_up")
def take_up(job: JobNote) -> None:
    """Read a stopped payment again and hand it on; a second time does nothing."""
    with in_clearing(), collector_resting():
        actions.keep_after_all(
            payment_id=uuid.UUID(job.arguments["payment"]), read=_again, now=job.now
        )


def _again(payment: Payment) -> ReadPayment:
    """The file was read before, so it is readable: its bytes are the same by their hash."""
    told = _told(bytes(payment.file.content))
    assert not isinstance(told, Refusal), "a file that was read is now refused"
    return next(read for read in told if read.ordinal == payment.ordinal)


def _told(data: bytes) -> list[ReadPayment] | Refusal:
    """What the child says of the bytes; a child that fails is a file we refuse."""
    payments: list[ReadPayment] = []
    try:
        lines = child.read_in_child("billing.x12", data=data, arguments=["stream", "-"])
        for line in codec.read_lines(lines):
            if line.refused is not None:
                refused = line.refused
                return Refusal(refused.code, refused.message, refused.offset, refused.segment)
            if len(payments) == PAYMENTS_MAX:
                return TOO_MANY
            if isinstance(line.remittance, Remittance):
                payments.append(payment_of(line.remittance, ordinal=len(payments) + 1, data=data))
    except child.ChildFailed as why:
        return Refusal(type(why).__name__, str(why))
    return payments or NO_835


@on(FILE_DROPPED)
def take_dropped(event: EventNote) -> None:
    """Files that agents brought: each goes to the group of the agent's own practice, once."""
    for drop_id in event.subject_ids:
        drop = sync_queries.drop_to_take(drop_id)
        if drop is not None:
            actions.take_in(
                data=drop.content, name=drop.name, organization=drop.practice.organization,
                source=AGENT, now=event.now, from_practice_id=drop.practice.pk,
            )  # fmt: skip
            sync.was_taken(drop_id=drop_id, now=event.now)


@on(MAIL)
def take_mail(event: EventNote) -> None:
    """Remittances that a clearinghouse left: each to the group that asked there, once."""
    for file_id in event.subject_ids:
        letter = letter_of(file_id)
        actions.take_in(
            data=letter.content, name=letter.name, organization=letter.organization,
            source=HOUSE, now=event.now,
        )  # fmt: skip


@shared_task(name="clearing.look_in_folder", ignore_result=True)
def look_in_folder(**_later: object) -> None:
    """Take in what lies in the watched folder, one subfolder for each group by its public id."""
    if not settings.INTAKE_FOLDER:
        return
    with acting_as(Actor.system("folder")):
        for organization in Organization.objects.order_by("pk"):
            _look(Path(settings.INTAKE_FOLDER) / organization.public_id, organization)


def _look(folder: Path, organization: Organization) -> None:
    """A file is moved aside only once it is kept; killed in between, it is known by its hash."""
    if not folder.is_dir():
        return
    files = sorted(file for file in folder.iterdir() if file.is_file() and _is_whole(file))
    for file in files[:FILES_PER_LOOK_MAX]:
        aside = "taken-in"
        try:
            if file.stat().st_size > settings.INTAKE_BYTES_MAX:
                raise actions.FileTooLarge
            actions.take_in(
                data=file.read_bytes(),
                name=file.name,
                organization=organization,
                source="folder",
                now=timezone.now(),
            )
        except actions.FileTooLarge:
            aside = "too-large"
        (folder / aside).mkdir(exist_ok=True)
        file.replace(folder / aside / file.name)


def _is_whole(file: Path) -> bool:
    """Who copies a file here writes for a while; hidden names and .part are not finished."""
    if file.name.startswith(".") or file.suffix in UNFINISHED:
        return False
    return time.time() - file.stat().st_mtime >= QUIET_SECONDS
