"""Doors for hints of practices' systems."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.events import actions
from practices.events.forms import DoorForm
from practices.events.models import Door, Source
from practices.events.views.common import group_of


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def doors(request: HttpRequest) -> HttpResponse:
    group, form = group_of(request), DoorForm(request.POST, organization=group_of(request))
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
    group = group_of(request)
    actions.close_door(door=get_object_or_404(Door, practice__organization=group, pk=pk))
    messages.success(request, "Closed: its URL opens nothing.")
    return redirect("events:endpoints", organization=group.public_id)
