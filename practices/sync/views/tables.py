"""What people decide about one table's rows, or the version they come from."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from practices.sync import actions
from practices.sync.models import Stream


@requires(Permission.RUN_PRACTICES)
@require_POST
def release(request: HttpRequest, table: str) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    get_object_or_404(Stream, table=table)
    actions.release_deletes(table=table)
    messages.success(request, f"Deletes of {table} go through at the next comparison.")
    return redirect("sync:connection", practice=practice.public_id)


@requires(Permission.RUN_PRACTICES)
@require_POST
def resumption(request: HttpRequest, table: str) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    get_object_or_404(Stream, table=table)
    if actions.resume(table=table):
        messages.success(request, f"{table} goes on as soon as the agent asks, within 15 minutes.")
    return redirect("sync:connection", practice=practice.public_id)


@requires(Permission.RUN_PRACTICES)
@require_POST
def resending(request: HttpRequest, table: str) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    get_object_or_404(Stream, table=table)
    try:
        actions.order_resend(table=table, reason=request.POST.get("reason", ""))
    except actions.NoReason as why:
        messages.error(request, str(why))
    else:
        messages.success(request, f"{table} is read again from its beginning.")
    return redirect("sync:connection", practice=practice.public_id)


@requires(Permission.RUN_PRACTICES)
@require_POST
def program(request: HttpRequest) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    accepted = actions.accept_program(program=request.POST.get("program", ""))
    messages.success(request, f"Rows of {accepted} tables may come.")
    return redirect("sync:connection", practice=practice.public_id)
