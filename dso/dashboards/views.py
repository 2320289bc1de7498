"""Each person's first page, the overview of a group, and the sign of life."""

from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from compliance.access.decorators import open_to_all, requires
from compliance.access.roles import Permission
from compliance.identity.models import User
from dso.dashboards import overview
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Practice
from practices.registry.queries import places_of


@open_to_all(because="It only sends each person to the first page they may open.")
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return redirect_to_login(request.get_full_path())
    places = places_of(request.user)
    if places.that_may(Permission.SEE_DESK):
        return redirect("desk:desk")
    seen = places.that_may(Permission.SEE_CLAIMS)
    if seen:
        return redirect("claims:claims", practice=seen[0].public_id)
    return render(request, "dashboards/nowhere.html")


@requires(Permission.SEE_OVERVIEW)
def group(request: HttpRequest) -> HttpResponse:
    served = cast(PracticeRequest, request)
    cards = overview.cards(_seen_of_group(served), today=timezone.localdate())
    shown = {
        "group": served.organization,
        "cards": cards,
        "totals": overview.totals(cards),
        "offsets": overview.open_offsets(served.organization.pk),
        "may_run_webhooks": served.access.may(Permission.RUN_WEBHOOKS),
    }
    return render(request, "dashboards/group.html", shown)


def _seen_of_group(request: PracticeRequest) -> list[Practice]:
    seen = request.places.that_may(Permission.SEE_OVERVIEW)
    return [practice for practice in seen if practice.organization_id == request.organization.pk]


@open_to_all(because="A load balancer asks whether we live; the answer says nothing else.")
def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")
