"""What a person answers to a finding, or to the claim as a whole."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.claims.actions import NoDraft
from billing.claims.models import Claim
from billing.claims.states import ClaimState
from billing.scrub import actions
from billing.scrub.forms import ReasonForm
from billing.scrub.models import FindingRow
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest

NO_REASON = "Say why: a reason of the list, or your own words."


@require_POST
@requires(Permission.WORK_CLAIMS)
def answer(request: HttpRequest, pk: uuid.UUID, finding: uuid.UUID) -> HttpResponse:
    """The finding does not hold here, for a reason."""
    served, why = cast(PracticeRequest, request), _reason(request)
    row = get_object_or_404(FindingRow, pk=finding, claim=pk)
    if why:
        _override(served, row.pk, why)
    return redirect("scrub:check", served.practice.public_id, pk)


def _override(request: PracticeRequest, finding: uuid.UUID, why: str) -> None:
    now, today = timezone.now(), timezone.localdate()
    actor, name = request.access.actor, request.user.name
    try:
        claim = actions.override(finding, reason=why, actor=actor, name=name, now=now, today=today)
    except actions.NotStanding as told:
        messages.warning(request, str(told))
        return
    claim.refresh_from_db()
    left = "The claim is ready." if claim.state == ClaimState.READY else "Noted with your reason."
    messages.success(request, left)


@require_POST
@requires(Permission.WORK_CLAIMS)
def holding(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The claim waits, whatever rules say."""
    why, claim = _reason(request), get_object_or_404(Claim, pk=pk)
    if why:
        hold = partial(actions.hold, claim.pk, reason=why)
        _unless_gone(request, hold, "Held. It leaves when somebody lets it go.")
    return redirect("scrub:check", cast(PracticeRequest, request).practice.public_id, pk)


@require_POST
@requires(Permission.WORK_CLAIMS)
def release(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    claim = get_object_or_404(Claim, pk=pk)
    _unless_gone(request, partial(actions.let_go, claim.pk), "Your hold is taken off.")
    return redirect("scrub:check", cast(PracticeRequest, request).practice.public_id, pk)


def _unless_gone(request: HttpRequest, deed: Callable[..., None], words: str) -> None:
    """A claim that has gone out is neither held nor let go."""
    try:
        deed(now=timezone.now(), today=timezone.localdate())
    except NoDraft as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, words)


def _reason(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    told = form.told if form.is_valid() else ""
    if not told:
        messages.warning(request, NO_REASON)
    return told
