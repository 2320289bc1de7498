"""Endpoints, and one of them: sent to or not, tested, removed."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.events import actions, queries
from practices.events.catalogue import CATALOGUE
from practices.events.models import Source
from practices.events.views.common import back_to, endpoint_of, group_of, sent

RECENT_ROWS = 10


@requires(Permission.RUN_WEBHOOKS)
def endpoints(request: HttpRequest) -> HttpResponse:
    group = group_of(request)
    shown = {
        "group": group,
        "endpoints": queries.endpoints(group),
        "doors": queries.doors(group),
        "practices": group.practices.ready().by_name(),
        "sources": Source.choices,
    }
    return render(request, "events/endpoints.html", shown)


@requires(Permission.RUN_WEBHOOKS)
def endpoint(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row, group = endpoint_of(request, pk), group_of(request)
    shown = {
        "group": group,
        "endpoint": row,
        "kinds": [CATALOGUE[name] for name in row.events if name in CATALOGUE],
        "page": queries.log(group, queries.Filters(endpoint_id=row.pk), rows_max=RECENT_ROWS),
        "waiting": queries.waiting(row),
        "do": request.GET.get("do", ""),
        "signs_twice": row.old_until is not None and timezone.now() < row.old_until,
    }
    return render(request, "events/endpoint.html", shown)


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def pausing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = endpoint_of(request, pk)
    actions.pause(endpoint=row)
    return back_to(request, row, "Paused: what happens is collected.")


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def resumption(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = endpoint_of(request, pk)
    actions.resume(endpoint=row, now=timezone.now())
    return back_to(request, row, "It is sent to again.")


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def removal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    actions.remove_endpoint(endpoint=endpoint_of(request, pk), now=timezone.now())
    messages.success(request, "Removed, with its log.")
    return redirect("events:endpoints", organization=group_of(request).public_id)


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def trial(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = endpoint_of(request, pk)
    return sent(
        request,
        lambda: actions.send_test(endpoint=row, now=timezone.now()),
        "A test is on its way.",
        row,
    )
