"""Which practices a person may see, and as what. Read afresh for each request, never kept."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from compliance.access.decorators import Access
from compliance.access.roles import Permission, Role, permissions_of
from compliance.identity.models import User
from practices.registry.models import (
    Organization,
    OrganizationGrant,
    Practice,
    PracticeGrant,
    RegionGrant,
)

SEAT = "serve_"


@dataclass(frozen=True, slots=True)
class Places:
    """Every practice a person serves at, with the roles held there."""

    roles_by_practice: dict[uuid.UUID, frozenset[Role]]
    practices: tuple[Practice, ...]
    roles_by_group: dict[uuid.UUID, frozenset[Role]]

    def that_may(self, permission: Permission) -> tuple[Practice, ...]:
        return tuple(
            practice
            for practice in self.practices
            if permission in permissions_of(self.roles_by_practice[practice.pk])
        )

    def groups_that_may(self, permission: Permission) -> tuple[uuid.UUID, ...]:
        """Groups at which the person holds a seat of their own, with this right."""
        return tuple(
            group_id
            for group_id, roles in self.roles_by_group.items()
            if permission in permissions_of(roles)
        )

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset[Role]().union(*self.roles_by_practice.values())


def places_of(user: User) -> Places:
    """All practices of one person, by name. Three grant lookups and one for the practices."""
    if not user.is_active:
        return Places({}, (), {})
    by_group, by_region, by_practice = (
        _seats(OrganizationGrant, user),
        _seats(RegionGrant, user),
        _seats(PracticeGrant, user),
    )
    practices = tuple(
        Practice.objects.ready()
        .filter(
            Q(organization_id__in=by_group) | Q(region_id__in=by_region) | Q(pk__in=by_practice)
        )
        .select_related("organization", "region")
        .by_name()
    )
    roles = {
        practice.pk: by_group[practice.organization_id]
        | (by_region[practice.region_id] if practice.region_id else frozenset())
        | by_practice[practice.pk]
        for practice in practices
    }
    return Places(roles, practices, dict(by_group))


def _seats(
    grants: type[OrganizationGrant | RegionGrant | PracticeGrant], user: User
) -> defaultdict[uuid.UUID, frozenset[Role]]:
    held: defaultdict[uuid.UUID, frozenset[Role]] = defaultdict(frozenset)
    rows = grants.objects.filter(user=user).values_list("content_object_id", "permission__codename")
    for place_id, codename in rows:
        held[place_id] |= {Role(codename.removeprefix(SEAT))}
    return held


def access_in(user: User, practice: Practice) -> Access | None:
    """What `user` may do at one practice; None if they do not serve there."""
    if not user.is_active or practice.state != "ready":
        return None
    roles = (
        _seats(OrganizationGrant, user)[practice.organization_id]
        | (_seats(RegionGrant, user)[practice.region_id] if practice.region_id else frozenset())
        | _seats(PracticeGrant, user)[practice.pk]
    )
    return Access(user.actor, roles) if roles else None


def access_at(user: User, organization: Organization) -> Access | None:
    """What `user` may do for a whole group; None without a seat at the group itself."""
    roles = _seats(OrganizationGrant, user)[organization.pk] if user.is_active else frozenset()
    return Access(user.actor, roles) if roles else None
