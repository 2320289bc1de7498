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
from practices.registry.models import Practice
from practices.sync.health import Colour, Health
from practices.sync.queries import freshness
from remits.posting import queries
from remits.posting.forms import ApprovalsForm


@require_POST
@requires(Permission.POST_PAYMENTS)
def approvals(request: HttpRequest) -> HttpResponse:
    """Bulk: one job a practice posts what was ticked; the answer shows how far it is."""
    scope = scope_of(cast(PracticeRequest, request), Permission.POST_PAYMENTS)
    ticked = fresh_only(request, queries.ticked(scope, ApprovalsForm(request.POST).items()))
    if not ticked:
        messages.warning(request, "Nothing that could be posted was ticked.")
        return redirect("desk:desk")
    batch = new_id().hex
    with transaction.atomic():
        for practice_id, subjects in ticked.items():
            enqueue_approval(request, batch, practice_id, subjects)
    return redirect("posting:approval", batch=batch)


def fresh_only(
    request: HttpRequest, ticked: dict[uuid.UUID, list[uuid.UUID]]
) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Without practices whose own system we know too little of to approve anything unseen."""
    known = freshness(ticked, now=timezone.now())
    stale = {pk for pk, health in known.items() if health.colour is Colour.RED}
    for practice in Practice.objects.filter(pk__in=stale).by_name():
        messages.error(request, _too_old(practice, known[practice.pk]))
    return {pk: subjects for pk, subjects in ticked.items() if pk not in stale}


def _too_old(practice: Practice, health: Health) -> str:
    return (
        f"{practice.name}: nothing was approved unseen. {health.cause} {health.next_step}"
        " A payment that you open can still be posted."
    )


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
