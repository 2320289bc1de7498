"""An endpoint is set up or changed, and its secret told once."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.events import actions
from practices.events.catalogue import OFFERED
from practices.events.forms import EndpointForm
from practices.events.models import Endpoint
from practices.events.views.common import back_to, endpoint_of, group_of


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
    row = endpoint_of(request, pk)
    told = {"words": row.words, "url": row.url, "events": row.events}
    form = EndpointForm(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        actions.change_endpoint(endpoint=row, **form.cleaned_data)
        return back_to(request, row, "What happens from now on goes there.")
    return _form(request, form, row)


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def rotation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = endpoint_of(request, pk)
    secret = actions.rotate(endpoint=row, now=timezone.now())
    return _secret(request, row, secret, is_second=True)


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
