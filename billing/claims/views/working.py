"""What people decide of a draft: approve it, or say in which order the covers pay."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.claims import actions
from billing.claims.models import Claim
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest


@require_POST
@requires(Permission.WORK_CLAIMS)
def approval(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    claim = get_object_or_404(Claim, pk=pk)
    try:
        actions.approve(claim, now=timezone.now())
    except actions.NoDraft as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "Approved. The rules look at it next.")
    return _back(request, pk)


@require_POST
@requires(Permission.WORK_CLAIMS)
def order(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Covers in the order in which they pay from now on; drafts follow at once."""
    claim = get_object_or_404(Claim.objects.select_related("patient"), pk=pk)
    keys, reason = request.POST.getlist("cover"), request.POST.get("reason", "")
    try:
        actions.set_order(claim.patient, keys, reason=reason, now=timezone.now())
    except actions.WrongOrder as why:
        messages.warning(request, str(why))
    else:
        actions.tend(now=timezone.now())
        messages.success(request, "The order is kept. Drafts to another payer are made anew.")
    return _back(request, pk)


def _back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    return redirect("claims:claim", practice=practice.public_id, pk=pk)
