"""Whether an agent may bring remittance files."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
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
def switching(request: HttpRequest, public_id: str, agent: uuid.UUID) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    practice = get_object_or_404(Practice.objects.ready(), organization=group, public_id=public_id)
    row = get_object_or_404(Agent, pk=agent, practice=practice)
    _switch(request, row, is_on=request.POST.get("drops") == "on")
    return redirect("sync:connection", practice=practice.public_id)


def _switch(request: HttpRequest, agent: Agent, *, is_on: bool) -> None:
    try:
        actions.let_drop(agent=agent, is_on=is_on, now=timezone.now())
    except actions.CannotBring as why:
        messages.error(request, f"Nothing was changed. {why}")
    else:
        words = "It may bring remittances." if is_on else "It brings no more remittances."
        messages.success(request, words)
