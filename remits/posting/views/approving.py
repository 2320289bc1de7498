"""Many payments at once: each practice's in a job of its own, with its progress."""

import uuid
from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.desk.views import scope_of
from practices.jobs import actions as jobs
from practices.jobs import queries as job_queries
from practices.registry.ids import new_id
from practices.registry.middleware import PracticeRequest
from remits.posting import queries
from remits.posting.forms import ApprovalsForm


@require_POST
@requires(Permission.POST_PAYMENTS)
def approvals(request: HttpRequest) -> HttpResponse:
    """Bulk: one job a practice posts what was ticked; the answer shows how far it is."""
    scope = scope_of(cast(PracticeRequest, request), Permission.POST_PAYMENTS)
    ticked = queries.ticked(scope, ApprovalsForm(request.POST).items())
    if not ticked:
        messages.warning(request, "Nothing that could be posted was ticked.")
        return redirect("desk:desk")
    batch = new_id().hex
    with transaction.atomic():
        for practice_id, subjects in ticked.items():
            enqueue_approval(request, batch, practice_id, subjects)
    return redirect("posting:approval", batch=batch)


def enqueue_approval(
    request: HttpRequest, batch: str, practice_id: uuid.UUID, subjects: list[uuid.UUID]
) -> None:
    person = cast(PracticeRequest, request).user
    jobs.enqueue(
        kind="posting.approve",
        key=f"{batch}:{practice_id}",
        practice=practice_id,
        arguments={"user": person.pk, "claim_payments": [pk.hex for pk in subjects]},
        now=timezone.now(),
    )


@requires(Permission.POST_PAYMENTS)
def approval(request: HttpRequest, batch: str) -> HttpResponse:
    scope = scope_of(cast(PracticeRequest, request), Permission.POST_PAYMENTS)
    progress = job_queries.progress("posting.approve", f"{batch}:", scope.practice_ids)
    if not progress.total:
        raise Http404
    template = "posting/approval.html" + ("#card" if request.headers.get("HX-Request") else "")
    return render(request, template, {"batch": batch, "progress": progress})
