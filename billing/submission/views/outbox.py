"""Tonight's outbox: what will leave, what stays and why, and what left before."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.submission import page
from billing.submission.actions import asking, deciding
from billing.submission.forms.timetable import TimetableForm
from billing.submission.queries import batches
from billing.submission.queries.outbox import outbox as standing
from billing.submission.queries.timetables import timetable_of
from billing.submission.views.today import now_at, today_at
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest


@requires(Permission.SEE_CLAIMS)
def outbox(request: HttpRequest) -> HttpResponse:
    asked = cast(PracticeRequest, request)
    told = standing(today=today_at(asked.practice))
    shown = {
        "told": page.tonight_of(told),
        "batches": batches.newest(),
        "timetable": timetable_of(asked.practice),
        "press": uuid.uuid4().hex,
        "may_work": asked.access.may(Permission.WORK_CLAIMS),
        "may_set": asked.access.may(Permission.RUN_RULES),
    }
    return render(request, "submission/outbox.html", shown)


@require_POST
@requires(Permission.WORK_CLAIMS)
def leaving(request: HttpRequest) -> HttpResponse:
    """Pressed twice it leaves once: each page brings a key of its own."""
    practice = cast(PracticeRequest, request).practice
    only = [pk for pk in request.POST.getlist("claim") if page.is_id(pk)] or None
    key = f"person:{request.POST.get('press', '')[:32]}"
    asking.ask_to_leave(practice, key=key, now=timezone.now(), only=only)
    messages.success(request, "On their way. The batches stand below as they are made.")
    return redirect("submission:outbox", practice=practice.public_id)


@require_POST
@requires(Permission.RUN_RULES)
def timing(request: HttpRequest) -> HttpResponse:
    asked = cast(PracticeRequest, request)
    form = TimetableForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        deciding.set_timetable(asked.practice, **told, here=now_at(asked.practice))
        messages.success(request, "Kept.")
    else:
        messages.warning(request, "An hour looks like 20:00.")
    return redirect("submission:outbox", practice=asked.practice.public_id)
