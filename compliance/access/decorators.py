"""Every view states who may open it: `@requires(…)` or `@open_to_all(because=…)`.

A test walks all URLs and fails on a view that wears neither. What a person may do here was worked
out by the registry before the view is called and lies on the request as `request.access`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from compliance.access.actor import Actor
from compliance.access.roles import Permission, Role, permissions_of, roles_that_may

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class RightMissing(PermissionDenied):
    """The person may be here but may not do this; the page says which right is missing."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission.value)
        self.permission = permission
        self.who_can = sorted(role.label for role in roles_that_may(permission))


@dataclass(frozen=True, slots=True)
class Access:
    """What one person may do in one place: the practice of the URL, or all their places."""

    actor: Actor
    roles: frozenset[Role]

    def may(self, permission: Permission) -> bool:
        return permission in permissions_of(self.roles)


class AccessRequest(Protocol):
    access: Access


@dataclass(frozen=True, slots=True)
class Rule:
    """The access rule of a view, kept on the view so that the URL walk can read it."""

    permission: Permission | None
    because: str = ""


def requires(permission: Permission) -> Callable[[View[P]], View[P]]:
    """The person's roles in this place must hold `permission`; otherwise RightMissing (403)."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not cast(AccessRequest, request).access.may(permission):
                raise RightMissing(permission)
            return view(request, *args, **kwargs)

        guarded.access_rule = Rule(permission)  # type: ignore[attr-defined]  # read by rule_of
        return guarded

    return decorate


def open_to_all(*, because: str) -> Callable[[View[P]], View[P]]:
    """No right is needed, and the reason stands beside the view."""
    if not because:
        raise ValueError("Say why this view is open to all.")

    def decorate(view: View[P]) -> View[P]:
        view.access_rule = Rule(None, because)  # type: ignore[attr-defined]  # read by rule_of
        return view

    return decorate


def rule_of(view: object) -> Rule | None:
    return getattr(view, "access_rule", None)
