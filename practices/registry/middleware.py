"""The practice stands in the path: whoever serves there enters, for anyone else it does not exist.

A view below `/p/<practice>/` runs inside its practice: one visit, one transaction. A group page
below `/o/<organization>/` has no practice. A page with neither spans all the practices a person
serves at, and its view keeps to those where the right is held. Unknown and forbidden both answer
404.
"""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse

from compliance.access.context import acting_as
from compliance.access.decorators import Access, Rule, rule_of
from compliance.audit import actions as audit
from compliance.identity.models import User
from practices.registry import queries
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice

View = Callable[..., HttpResponse]


class PracticeRequest(HttpRequest):
    """A request as views get it: who serves where is already known."""

    user: User
    access: Access
    places: queries.Places
    practice: Practice
    organization: Organization


class PracticeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: View,
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        rule = _rule(view)
        if rule.permission is None:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if any("\0" in str(value) for value in kwargs.values()):
            raise Http404  # no name holds one, and the database cannot even be asked
        served = cast(PracticeRequest, request)
        if "practice" in kwargs:
            return _inside(served, view, kwargs)
        served.places = queries.places_of(served.user)
        if "organization" in kwargs:
            _before_group(served, kwargs)
        else:
            served.access = Access(served.user.actor, served.places.roles)
        return None


def _rule(view: View) -> Rule:
    rule = rule_of(view)
    if rule is None:
        raise ImproperlyConfigured(f"{view!r} says neither @requires nor @open_to_all.")
    return rule


def _before_group(request: PracticeRequest, kwargs: dict[str, Any]) -> None:
    """A group's pages show all its practices, so they ask for a seat at the group itself."""
    organization = Organization.objects.filter(public_id=kwargs.pop("organization")).first()
    access = queries.access_at(request.user, organization) if organization else None
    if organization is None or access is None:
        raise Http404
    request.organization, request.access = organization, access


def _inside(request: PracticeRequest, view: View, kwargs: dict[str, Any]) -> HttpResponse:
    practice = Practice.objects.ready().filter(public_id=kwargs.pop("practice")).first()
    access = queries.access_in(request.user, practice) if practice else None
    if practice is None or access is None:
        raise Http404
    request.practice, request.access = practice, access
    request.places = queries.places_of(request.user)
    with acting_as(access.actor), in_practice(practice):
        response = view(request, **kwargs)
        if response.streaming:
            raise ImproperlyConfigured("A practice's answer is whole before the visit ends.")
        _note_reading(request, kwargs)
    return response


def _note_reading(request: PracticeRequest, kwargs: dict[str, Any]) -> None:
    """Pages of a practice show patients: each that a person opens is one event."""
    if request.method != "GET" or request.resolver_match is None:
        return
    audit.record_read(
        page=request.resolver_match.view_name,
        subject_kind=request.resolver_match.app_name or "page",
        subject_ids=[value for value in kwargs.values() if hasattr(value, "hex")],
    )
