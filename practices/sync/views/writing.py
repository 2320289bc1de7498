"""Whether a practice's system is written to, and who stops it for all."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from practices.sync import actions
from practices.sync.models import WriteMode
from practices.sync.views.deciding import REASON


@requires(Permission.RUN_PRACTICES)
@require_POST
def writing(request: HttpRequest) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    wanted, reason = request.POST.get("mode", ""), request.POST.get(REASON, "")
    mode = WriteMode(wanted) if wanted in WriteMode else WriteMode.OFF
    try:
        actions.switch_writing(mode=mode, reason=reason, now=timezone.now())
    except actions.NoReason as why:
        messages.error(request, f"Nothing was changed. {why}")
    else:
        messages.success(request, f"Writing is {mode.label.lower()}.")
    return redirect("sync:connection", practice=practice.public_id)


@requires(Permission.RUN_PRACTICES)
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    try:
        actions.stop_all(
            organization=group, reason=request.POST.get(REASON, ""), now=timezone.now()
        )
    except actions.NoReason as why:
        messages.error(request, f"Nothing was stopped. {why}")
    else:
        messages.success(request, "Nothing more is written at any practice of the group.")
    return redirect("sync:connections", organization=group.public_id)


@requires(Permission.RUN_PRACTICES)
@require_POST
def lifting(request: HttpRequest) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    if actions.lift_stops(organization=group, now=timezone.now()):
        messages.success(request, "Writing goes on where it is switched on.")
    return redirect("sync:connections", organization=group.public_id)
