"""Founding groups, adding and removing practices, granting and ending roles."""

import secrets
from datetime import date, datetime

from django.db import transaction
from guardian.shortcuts import assign_perm, remove_perm

from compliance.access.roles import Role
from compliance.audit import actions as audit
from compliance.identity.models import User
from practices.registry.models import Organization, Practice, PracticeState, Region, SchemaVersion
from practices.registry.schema import provision

OPAQUE = "abcdefghijklmnopqrstuvwxyz234567"


class WrongName(ValueError):
    """The name typed to confirm a removal is not the practice's name."""


def found_organization(*, public_id: str, name: str, regions: dict[str, str]) -> Organization:
    """A group with its regions (public id → name)."""
    with transaction.atomic():
        organization = Organization.objects.create(public_id=public_id, name=name)
        Region.objects.bulk_create(
            Region(organization=organization, public_id=key, name=label)
            for key, label in regions.items()
        )
        audit.record(
            deed="organization.founded",
            subject_kind="organization",
            subject_ids=[organization.pk],
        )
    return organization


def add_practice(
    *,
    organization: Organization,
    region: Region | None,
    public_id: str,
    name: str,
    npi: str,
    tax_id: str,
    joined_on: date,
    now: datetime,
) -> Practice:
    """Register a practice and make its schema and role: all of it or nothing."""
    with transaction.atomic(using="owner"):
        practice = Practice(
            organization=organization,
            region=region,
            public_id=public_id,
            name=name,
            npi=npi,
            tax_id=tax_id,
            joined_on=joined_on,
            schema="p" + "".join(secrets.choice(OPAQUE) for _ in range(12)),
            state=PracticeState.READY,
        )
        practice.full_clean(exclude=["organization", "region"])
        practice.save(using="owner", force_insert=True)
        version = provision.make(practice.schema)
        SchemaVersion.objects.using("owner").create(practice=practice, version=version, at=now)
        _note("practice.added", practice)
    return Practice.objects.get(pk=practice.pk)


def remove_practice(*, practice: Practice, confirmed_name: str) -> None:
    """Drop a practice's rows for good. Raises WrongName; its audit events stay."""
    if confirmed_name.strip() != practice.name:
        raise WrongName(f"Type the practice's name, {practice.name}, to remove it.")
    with transaction.atomic(using="owner"):
        row = Practice.objects.using("owner").select_for_update().get(pk=practice.pk)
        provision.remove(row.schema)
        row.delete(using="owner")
        _note("practice.removed", practice, public_id=practice.public_id)


def _note(deed: str, practice: Practice, **detail: str) -> None:
    """In the same transaction: a practice that comes or goes leaves its event, or did not."""
    audit.record(
        deed=deed,
        subject_kind="practice",
        subject_ids=[practice.pk],
        detail=detail,
        using="owner",
    )


def upgrade_practice(*, practice: Practice, now: datetime) -> bool:
    """Bring one practice to the newest schema; False if that failed and was noted."""
    row = SchemaVersion.objects.using("owner").get(pk=practice.pk)
    try:
        version = provision.upgrade(practice.schema, from_version=row.version)
    except Exception as problem:  # one practice's failure stops no other
        row.error, row.at = type(problem).__name__, now
        row.save(using="owner", update_fields=["error", "at"])
        return False
    row.version, row.error, row.at = version, "", now
    row.save(using="owner", update_fields=["version", "error", "at"])
    return True


@transaction.atomic
def grant(*, user: User, role: Role, at: Organization | Region | Practice) -> None:
    """`user` serves as `role` there from now on; granting twice changes nothing."""
    assign_perm(f"registry.serve_{role.value}", user, at)
    _note_role("role.granted", user, role, at)


@transaction.atomic
def end_grant(*, user: User, role: Role, at: Organization | Region | Practice) -> None:
    """`user` no longer serves as `role` there: the next request already knows."""
    remove_perm(f"registry.serve_{role.value}", user, at)
    _note_role("role.ended", user, role, at)


def _note_role(deed: str, user: User, role: Role, at: Organization | Region | Practice) -> None:
    audit.record(
        deed=deed,
        subject_kind=type(at).__name__.lower(),
        subject_ids=[at.pk],
        detail={"role": role.value, "user": user.pk},
    )
