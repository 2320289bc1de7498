"""Endpoints of a group, and one of them with what it was sent."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.events import queries
from practices.events.catalogue import CATALOGUE
from practices.events.models import Source
from practices.events.views.common import endpoint_of, group_of

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
