"""One claim's way: each time it left, every word about it, and how it may go again."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.claims.models import Claim
from billing.submission import telling
from billing.submission.actions.again import NotThisWay, send_again
from billing.submission.queries import following, sendings
from billing.submission.views.today import today_at
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest


@requires(Permission.SEE_CLAIMS)
def journey(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    claim = get_object_or_404(Claim.objects.with_names(), pk=pk)
    asked = cast(PracticeRequest, request)
    today = today_at(asked.practice)
    shown = {
        "claim": claim,
        "told": telling.way_of(claim, sendings.versions(claim.pk), sendings.papers(claim.pk)),
        "ways": sendings.ways_of(claim, today=today),
        "clock": sendings.clock_of(claim, today=today),
        "may_work": asked.access.may(Permission.WORK_CLAIMS),
    }
    return render(request, "submission/journey.html", shown)


@require_POST
@requires(Permission.WORK_CLAIMS)
def again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    claim = get_object_or_404(Claim, pk=pk)
    practice, now = cast(PracticeRequest, request).practice, timezone.now()
    frequency, why = request.POST.get("frequency", ""), request.POST.get("why", "")[:200]
    today = today_at(practice)
    try:
        send_again(claim.pk, frequency=frequency, why=why, now=now, today=today)
    except NotThisWay as no:
        messages.warning(request, str(no))
    else:
        messages.success(request, "It is a draft again: the rules look at it before it leaves.")
    return redirect("submission:journey", practice=practice.public_id, pk=claim.pk)


@requires(Permission.SEE_CLAIMS)
def follow_up(request: HttpRequest) -> HttpResponse:
    practice = cast(PracticeRequest, request).practice
    today = today_at(practice)
    rows = following.waiting(today=today)
    cents = sum(one.charge_cents for one in rows)
    shown = {"rows": rows, "cents": cents, "today": today, "most": following.SHOWN}
    return render(request, "submission/follow_up.html", shown)
