"""Webhooks of a group: endpoints and doors, the log of deliveries, and one with its tries."""

import uuid
from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.events import actions, queries
from practices.events.catalogue import CATALOGUE, OFFERED
from practices.events.forms import DoorForm, EndpointForm, LogForm
from practices.events.models import Delivery, DeliveryState, Door, Endpoint, Source
from practices.events.sending import TROUBLES
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Organization

RECENT_ROWS = 10


@requires(Permission.RUN_WEBHOOKS)
def endpoints(request: HttpRequest) -> HttpResponse:
    group = _group(request)
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
    group, form = _group(request), EndpointForm(request.POST or None)
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
        return _to(request, row, "What happens from now on goes there.")
    return _form(request, form, row)


@requires(Permission.RUN_WEBHOOKS)
def endpoint(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row, group = _endpoint(request, pk), _group(request)
    page = queries.log(group, queries.Filters(endpoint_id=row.pk), rows_max=RECENT_ROWS)
    shown = {
        "group": group,
        "endpoint": row,
        "kinds": [CATALOGUE[name] for name in row.events if name in CATALOGUE],
        "page": page,
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
    return _to(request, row, "Paused: what happens is collected.")


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def resumption(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _endpoint(request, pk)
    actions.resume(endpoint=row, now=timezone.now())
    return _to(request, row, "It is sent to again.")


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def rotation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _endpoint(request, pk)
    return _secret(request, row, actions.rotate(endpoint=row, now=timezone.now()))


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def removal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    actions.remove_endpoint(endpoint=_endpoint(request, pk), now=timezone.now())
    messages.success(request, "Removed, with its log.")
    return redirect("events:endpoints", organization=_group(request).public_id)


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def trial(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _endpoint(request, pk)
    return _sent(
        request,
        lambda: actions.send_test(endpoint=row, now=timezone.now()),
        "A test is on its way.",
        row,
    )


@requires(Permission.RUN_WEBHOOKS)
def deliveries(request: HttpRequest) -> HttpResponse:
    group, filters = _group(request), LogForm(request.GET).filters()
    told = {"endpoint": filters.endpoint_id, "state": filters.state, "type": filters.name}
    asked = {name: str(value) for name, value in told.items() if value}
    shown = {
        "group": group,
        "page": queries.log(group, filters),
        "asked": asked,
        "query": urlencode(asked),
        "endpoints": queries.endpoints(group),
        "states": DeliveryState.choices,
        "kinds": CATALOGUE.values(),
        "more": bool(filters.after),
    }
    template = "events/deliveries.html#more" if request.headers.get("HX-Request") else ""
    return render(request, template or "events/deliveries.html", shown)


@requires(Permission.RUN_WEBHOOKS)
def delivery(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _delivery(request, pk)
    shown = {
        "group": _group(request),
        "delivery": row,
        "trouble": TROUBLES.get(row.trouble, ""),
        "tries": [(one, TROUBLES.get(one.trouble, "")) for one in queries.tries(row)],
        "body": queries.body_of(row).decode(),
    }
    return render(request, "events/delivery.html", shown)


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def redelivery(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _delivery(request, pk)
    return _sent(
        request,
        lambda: actions.redeliver(delivery=row, now=timezone.now()),
        "It is on its way again, under the same id.",
        row,
    )


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def doors(request: HttpRequest) -> HttpResponse:
    group, form = _group(request), DoorForm(request.POST, organization=_group(request))
    if not form.is_valid():
        raise Http404
    door, token = actions.open_door(
        practice=form.cleaned_data["practice"],
        source=Source(form.cleaned_data["source"]),
        now=timezone.now(),
    )
    url = settings.PUBLIC_URL + reverse("events:hook", args=[door.source, token])
    return render(request, "events/door.html", {"group": group, "door": door, "url": url})


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def door_removal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    group = _group(request)
    actions.close_door(door=get_object_or_404(Door, practice__organization=group, pk=pk))
    messages.success(request, "Closed: its URL opens nothing.")
    return redirect("events:endpoints", organization=group.public_id)


def _group(request: HttpRequest) -> Organization:
    return cast(PracticeRequest, request).organization


def _endpoint(request: HttpRequest, pk: uuid.UUID) -> Endpoint:
    return get_object_or_404(Endpoint, organization=_group(request), pk=pk)


def _delivery(request: HttpRequest, pk: uuid.UUID) -> Delivery:
    row = queries.delivery(_group(request), pk)
    if row is None:
        raise Http404
    return row


def _form(request: HttpRequest, form: EndpointForm, row: Endpoint | None) -> HttpResponse:
    chosen = form["events"].value() or []
    shown = {
        "group": _group(request),
        "form": form,
        "endpoint": row,
        "kinds": [(kind, kind.name in chosen) for kind in OFFERED],
    }
    return render(request, "events/form.html", shown, status=422 if form.errors else 200)


def _secret(request: HttpRequest, row: Endpoint, secret: str) -> HttpResponse:
    shown = {"group": _group(request), "endpoint": row, "secret": secret}
    return render(request, "events/secret.html", shown)


def _sent(
    request: HttpRequest, send: Callable[[], object], words: str, row: Endpoint | Delivery
) -> HttpResponse:
    try:
        send()
    except actions.EndpointOff as why:
        messages.error(request, f"Nothing was sent. {why}")
        return _to(request, row)
    return _to(request, row, words)


def _to(request: HttpRequest, row: Endpoint | Delivery, words: str = "") -> HttpResponse:
    if words:
        messages.success(request, words)
    page = "events:endpoint" if isinstance(row, Endpoint) else "events:delivery"
    return redirect(page, organization=_group(request).public_id, pk=row.pk)
