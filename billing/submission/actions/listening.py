"""Files of clearinghouses are kept, once by what they hold, and their reading is queued."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from billing.submission.models import Clearinghouse, InboundFile
from compliance.access.rights import CLEARING
from compliance.intake.hygiene import safe_name
from practices.jobs import actions as jobs
from practices.registry.tenancy import in_area

READ = "submission.read"
LEASE, PAUSE = timedelta(minutes=5), timedelta(minutes=2)


@transaction.atomic
def lease_house(*, lease: uuid.UUID, now: datetime) -> Clearinghouse | None:
    """The clearinghouse that was longest not asked; None where none is due."""
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    due = Q(next_at=None) | Q(next_at__lte=now)
    rows = Clearinghouse.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        free, due, is_on=True
    )
    house = rows.order_by(F("next_at").asc(nulls_first=True), "pk").first()
    if house is None:
        return None
    Clearinghouse.objects.filter(pk=house.pk).update(lease=lease, lease_until=now + LEASE)
    return house


def give_back(house: Clearinghouse, *, lease: uuid.UUID, now: datetime) -> None:
    Clearinghouse.objects.filter(pk=house.pk, lease=lease).update(
        lease=None, lease_until=None, asked_at=now, next_at=now + PAUSE
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """`came_before` means: the very same bytes, under whatever name."""

    file_id: uuid.UUID
    came_before: bool


@transaction.atomic
def keep(house: Clearinghouse, name: str, data: bytes, *, now: datetime) -> Kept:
    """The bytes under their hash; the same again are counted and not read a second time."""
    sha256 = hashlib.sha256(data).hexdigest()
    with in_area(CLEARING):
        file, is_new = _file(house, safe_name(name), data, sha256, now)
    if is_new:
        jobs.enqueue(kind=READ, key=file.pk.hex, arguments={"file": file.pk.hex}, now=now)
    return Kept(file.pk, not is_new)


def _file(
    house: Clearinghouse, name: str, data: bytes, sha256: str, now: datetime
) -> tuple[InboundFile, bool]:
    """Two runs that fetch one file make one row: the database decides who was first."""
    same = InboundFile.objects.filter(organization=house.organization_id, sha256=sha256)
    try:
        with transaction.atomic():
            file = InboundFile.objects.create(
                organization_id=house.organization_id,
                house=house,
                sha256=sha256,
                name=name[:120],
                size_bytes=len(data),
                content=data,
                received_at=now,
            )
    except IntegrityError:
        same.update(times=F("times") + 1)
        return same.get(), False
    return file, True
