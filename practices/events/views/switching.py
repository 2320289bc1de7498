"""An endpoint is paused, resumed, tried or removed."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.events import actions
from practices.events.views.common import back_to, endpoint_of, group_of, sent


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
