"""What the pages of webhooks share: the group, its endpoint, and the way back."""

import uuid
from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from practices.events import actions
from practices.events.models import Delivery, Endpoint
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Organization


def group_of(request: HttpRequest) -> Organization:
    return cast(PracticeRequest, request).organization


def sent(
    request: HttpRequest, send: Callable[[], object], words: str, row: Endpoint | Delivery
) -> HttpResponse:
    try:
        send()
    except actions.EndpointOff as why:
        messages.error(request, f"Nothing was sent. {why}")
        return back_to(request, row)
    return back_to(request, row, words)


def back_to(request: HttpRequest, row: Endpoint | Delivery, words: str = "") -> HttpResponse:
    if words:
        messages.success(request, words)
    page = "events:endpoint" if isinstance(row, Endpoint) else "events:delivery"
    return redirect(page, organization=group_of(request).public_id, pk=row.pk)


def endpoint_of(request: HttpRequest, pk: uuid.UUID) -> Endpoint:
    return get_object_or_404(Endpoint, organization=group_of(request), pk=pk)
