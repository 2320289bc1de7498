"""Endpoints: set up, changed, paused, tested, removed."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.events import actions, queries
from practices.events.catalogue import CATALOGUE, OFFERED
from practices.events.forms import EndpointForm
from practices.events.models import Endpoint, Source
from practices.events.views.common import back_to, group_of, sent

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
def new_endpoint(request: HttpRequest) -> HttpResponse:
    group, form = group_of(request), EndpointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row, secret = actions.add_endpoint(
                organization=group, now=timezone.now(), **form.cleaned_data
            )
        except actions.TooManyEndpoints as why:
            form.add_error("url", str(why))
        else:
            return _secret(request, row, secret)
    return _form(request, form, None)


@requires(Permission.RUN_WEBHOOKS)
def endpoint_settings(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _endpoint(request, pk)
    told = {"words": row.words, "url": row.url, "events": row.events}
    form = EndpointForm(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        actions.change_endpoint(endpoint=row, **form.cleaned_data)
        return back_to(request, row, "What happens from now on goes there.")
    return _form(request, form, row)


@requires(Permission.RUN_WEBHOOKS)
def endpoint(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row, group = _endpoint(request, pk), group_of(request)
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
    row = _endpoint(request, pk)
    actions.pause(endpoint=row)
    return back_to(request, row, "Paused: what happens is collected.")


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def resumption(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _endpoint(request, pk)
    actions.resume(endpoint=row, now=timezone.now())
    return back_to(request, row, "It is sent to again.")


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def rotation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _endpoint(request, pk)
    secret = actions.rotate(endpoint=row, now=timezone.now())
    return _secret(request, row, secret, is_second=True)


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def removal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    actions.remove_endpoint(endpoint=_endpoint(request, pk), now=timezone.now())
    messages.success(request, "Removed, with its log.")
    return redirect("events:endpoints", organization=group_of(request).public_id)


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def trial(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _endpoint(request, pk)
    return sent(
        request,
        lambda: actions.send_test(endpoint=row, now=timezone.now()),
        "A test is on its way.",
        row,
    )


def _endpoint(request: HttpRequest, pk: uuid.UUID) -> Endpoint:
    return get_object_or_404(Endpoint, organization=group_of(request), pk=pk)


def _form(request: HttpRequest, form: EndpointForm, row: Endpoint | None) -> HttpResponse:
    chosen = form["events"].value() or []
    shown = {
        "group": group_of(request),
        "form": form,
        "endpoint": row,
        "kinds": [(kind, kind.name in chosen) for kind in OFFERED],
    }
    return render(request, "events/form.html", shown, status=422 if form.errors else 200)


def _secret(
    request: HttpRequest, row: Endpoint, secret: str, *, is_second: bool = False
) -> HttpResponse:
    group = group_of(request)
    shown = {"group": group, "endpoint": row, "secret": secret, "is_second": is_second}
    return render(request, "events/secret.html", shown)
