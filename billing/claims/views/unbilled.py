"""What is done and on no claim: seen by location, and drafted when asked for."""

from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.claims.actions.asking import ask_to_build
from billing.claims.queries import unbilled as waiting
from billing.claims.queries import unbilled_rows
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Practice


@requires(Permission.SEE_CLAIMS)
def unbilled(request: HttpRequest) -> HttpResponse:
    after, clinic = request.GET.get("after", ""), request.GET.get("clinic", "")[:40]
    asked = cast(PracticeRequest, request)
    shown = {
        "told": unbilled_rows.told_of(_window(asked.practice), clinic=clinic, after=after),
        "clinic": clinic,
        "hours": settings.UNBILLED_AFTER_HOURS,
        "may_work": asked.access.may(Permission.WORK_CLAIMS),
    }
    return render(request, f"claims/unbilled.html{'#more' if after else ''}", shown)


@require_POST
@requires(Permission.WORK_CLAIMS)
def drafting(request: HttpRequest) -> HttpResponse:
    """Drafts of all that can be drafted; each waits for a person's approval."""
    practice = cast(PracticeRequest, request).practice
    ask_to_build(practice, now=timezone.now())
    messages.success(request, "Drafts are being made. They stand under Claims, state Draft.")
    return redirect("claims:unbilled", practice=practice.public_id)


def _window(practice: Practice) -> waiting.Window:
    return waiting.window_of(
        timezone.now().astimezone(ZoneInfo(practice.timezone)),
        hours=settings.UNBILLED_AFTER_HOURS,
        days=settings.UNBILLED_DAYS_MAX,
    )
