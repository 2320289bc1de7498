"""An agent lets itself be known, is approved, is ended, or is asked how it is."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Practice
from practices.sync import actions
from practices.sync.models import Agent


@requires(Permission.RUN_PRACTICES)
@require_POST
def diagnostics(request: HttpRequest, public_id: str, agent: uuid.UUID) -> HttpResponse:
    practice = _practice(request, public_id)
    row = get_object_or_404(Agent, pk=agent, practice=practice)
    actions.ask_diagnostics(agent=row, now=timezone.now())
    messages.success(request, "Somebody at the practice may now run dso-agent diagnostics.")
    return redirect("sync:connection", practice=practice.public_id)


@requires(Permission.RUN_PRACTICES)
@require_POST
def code(request: HttpRequest, public_id: str) -> HttpResponse:
    practice = _practice(request, public_id)
    told = actions.issue_code(practice=practice, now=timezone.now())
    return render(request, "sync/code.html", {"practice": practice, "code": told})


@requires(Permission.RUN_PRACTICES)
@require_POST
def approval(request: HttpRequest, public_id: str, agent: uuid.UUID) -> HttpResponse:
    return _decided(request, public_id, agent, is_approved=True)


@requires(Permission.RUN_PRACTICES)
@require_POST
def revocation(request: HttpRequest, public_id: str, agent: uuid.UUID) -> HttpResponse:
    return _decided(request, public_id, agent, is_approved=False)


def _decided(
    request: HttpRequest, public_id: str, agent_id: uuid.UUID, *, is_approved: bool
) -> HttpResponse:
    practice = _practice(request, public_id)
    agent = get_object_or_404(Agent, pk=agent_id, practice=practice)
    try:
        (actions.approve if is_approved else actions.revoke)(agent_id=agent.pk, now=timezone.now())
    except actions.NotWaiting as why:
        messages.error(request, f"Nothing was done. {why}")
    else:
        messages.success(request, "Approved." if is_approved else "The agent's key opens nothing.")
    return redirect("sync:connection", practice=practice.public_id)


def _practice(request: HttpRequest, public_id: str) -> Practice:
    group = cast(PracticeRequest, request).organization
    return get_object_or_404(Practice.objects.ready(), organization=group, public_id=public_id)
