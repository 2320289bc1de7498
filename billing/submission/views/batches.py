"""One batch: its claims and how far each is, its bytes, and what a person says of it."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.submission.actions import deciding
from billing.submission.actions.noting import NotOurs
from billing.submission.models import Batch
from billing.submission.queries import batches
from billing.submission.views.today import today_at
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from compliance.audit import actions as audit
from practices.registry.middleware import PracticeRequest


@requires(Permission.SEE_CLAIMS)
def batch(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Batch, pk=pk)
    shown = {
        "batch": row,
        "house": batches.houses({row.house_id}).get(row.house_id, ""),
        "sendings": batches.sendings_of(row),
        "may_work": cast(PracticeRequest, request).access.may(Permission.WORK_CLAIMS),
    }
    return render(request, "submission/batch.html", shown)


@requires(Permission.WORK_CLAIMS)
def raw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The bytes as they left; who takes them is noted."""
    row = get_object_or_404(Batch, pk=pk)
    audit.record(deed="batch.taken", subject_kind="batch", subject_ids=[row.pk])
    answer = HttpResponse(batches.bytes_of(row), content_type="application/edi-x12")
    answer["Content-Disposition"] = f'attachment; filename="{row.name}"'
    return answer


@require_POST
@requires(Permission.WORK_CLAIMS)
def arrival(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Of a batch that may have arrived: somebody asked, and they have it or not."""
    row = get_object_or_404(Batch, pk=pk)
    practice = cast(PracticeRequest, request).practice
    has_it = request.POST.get("arrived") == "yes"
    try:
        deciding.decide(row.pk, has_it=has_it, now=timezone.now(), today=today_at(practice))
    except NotOurs:
        messages.warning(request, "It is not in doubt any more; nothing was done.")
    return redirect("submission:batch", practice=practice.public_id, pk=row.pk)
