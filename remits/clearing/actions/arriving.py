"""Taking in a file: its bytes are kept under their hash, its reading is queued."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from compliance.access import context
from compliance.audit import actions as audit
from compliance.intake.hygiene import safe_name
from practices.jobs import actions as jobs
from practices.registry.models import Organization
from remits.clearing.area import in_clearing
from remits.clearing.models import Arrival, RemitFile


class FileTooLarge(ValueError):
    """The file is larger than we agreed to read; nothing was kept."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """`came_before` means: the very same bytes, which were not read again."""

    file_id: uuid.UUID
    came_before: bool


@transaction.atomic
def take_in(
    *,
    data: bytes,
    name: str,
    organization: Organization,
    source: str,
    now: datetime,
    from_practice_id: uuid.UUID | None = None,
) -> TakenIn:
    """Keep the bytes under their hash and queue their reading. Raises FileTooLarge.

    The same bytes again are noted as another arrival and not read a second time.
    `from_practice_id` is the practice whose agent brought them, where one did.
    """
    if len(data) > settings.INTAKE_BYTES_MAX:
        raise FileTooLarge(f"More than {settings.INTAKE_BYTES_MAX // 2**20} MB; nothing was kept.")
    actor, shown_name = context.actor().key, safe_name(name)
    with in_clearing():
        file, is_new = _file(data, shown_name, organization, source, actor, now)
        Arrival.objects.create(
            file=file, name=shown_name, source=source, at=now, by=actor,
            from_practice_id=from_practice_id,
        )  # fmt: skip
        audit.record(
            deed="remittance.arrived" if is_new else "remittance.came_again",
            subject_kind="remit_file",
            subject_ids=[file.pk],
        )
    if is_new:
        jobs.enqueue(
            kind="clearing.read", key=file.pk.hex, arguments={"file": file.pk.hex}, now=now
        )
    return TakenIn(file.pk, not is_new)


def _file(
    data: bytes, name: str, organization: Organization, source: str, actor: str, now: datetime
) -> tuple[RemitFile, bool]:
    """Two people who upload one file at once make one row: the database decides who was first."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        with transaction.atomic():
            file = RemitFile.objects.create(
                organization=organization,
                sha256=sha256,
                name=name,
                size_bytes=len(data),
                content=data,
                source=source,
                received_at=now,
                received_by=actor,
            )
    except IntegrityError:
        return RemitFile.objects.get(organization=organization, sha256=sha256), False
    return file, True
