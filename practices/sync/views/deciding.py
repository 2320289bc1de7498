"""What people decide about one order: again, settled, or given up."""

import uuid
from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from practices.sync import actions
from practices.sync.models import WriteBack

REASON = "reason"


@requires(Permission.POST_PAYMENTS)
@require_POST
def repetition(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(WriteBack, pk=pk)

    def decide() -> WriteBack:
        return actions.order_again(write_back_id=row.pk, now=timezone.now())

    return _decided(request, row, decide, "Ordered again.")


@requires(Permission.POST_PAYMENTS)
@require_POST
def telling(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(WriteBack, pk=pk)

    def decide() -> WriteBack:
        return actions.tell_written(write_back_id=row.pk, now=timezone.now())

    return _decided(request, row, decide, "Noted as written.")


@requires(Permission.POST_PAYMENTS)
@require_POST
def settlement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row, reason = get_object_or_404(WriteBack, pk=pk), request.POST.get(REASON, "")

    def decide() -> WriteBack:
        return actions.settle(write_back_id=row.pk, reason=reason, now=timezone.now())

    return _decided(request, row, decide, "Settled.")


@requires(Permission.POST_PAYMENTS)
@require_POST
def withdrawal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row, reason = get_object_or_404(WriteBack, pk=pk), request.POST.get(REASON, "")

    def decide() -> WriteBack:
        return actions.give_up(write_back_id=row.pk, reason=reason, now=timezone.now())

    return _decided(request, row, decide, "Given up; nothing is written.")


def _decided(
    request: HttpRequest, row: WriteBack, decide: Callable[[], WriteBack], done: str
) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    try:
        told = decide()
    except (actions.NotNow, actions.NoReason) as why:
        messages.error(request, f"Nothing was done. {why}")
        told = row
    else:
        messages.success(request, done)
    return redirect("sync:write_back", practice=practice.public_id, pk=told.pk)
