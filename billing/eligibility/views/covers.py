"""One cover: what is known of it, asking again, entering what was told, and the proof."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.eligibility import actions, page, queries
from billing.eligibility.bundle import bundle
from billing.eligibility.forms import ANSWERS, FIELDS, SOURCES, SaidForm
from billing.eligibility.models import Evidence
from billing.eligibility.queries.page import shown
from billing.eligibility.states import InquiryState
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from compliance.audit import actions as audit
from practices.mirror.models import Coverage
from practices.registry.middleware import PracticeRequest


@requires(Permission.SEE_CLAIMS)
def cover(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _rendered(request, pk, SaidForm())


def _rendered(
    request: HttpRequest, pk: uuid.UUID, form: SaidForm, status: int = 200
) -> HttpResponse:
    held, now = _cover(pk), timezone.now()
    seen = shown(held, now=now)
    told = {"cover": held, "seen": seen, "sections": page.sections(seen.told, seen.left)}
    more = {"form": form, "may": _may(request), "today": timezone.localdate(), **_choices()}
    state = InquiryState(seen.inquiry.state).label if seen.inquiry else ""
    context = told | more | {"inquiry_label": state}
    return render(request, "eligibility/cover.html", context, status=status)


def _choices() -> dict[str, object]:
    return {"fields": FIELDS, "sources": SOURCES, "answers": ANSWERS}


def _may(request: HttpRequest) -> bool:
    return cast(PracticeRequest, request).access.may(Permission.WORK_CLAIMS)


def _cover(pk: uuid.UUID) -> queries.Cover:
    row = get_object_or_404(Coverage, pk=pk)
    found = queries.covers([row.source_key]).get(row.source_key)
    if found is None:
        raise Http404
    return found


@require_POST
@requires(Permission.WORK_CLAIMS)
def asking(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask the payer now; what the visits to come plan is asked for too."""
    held, now = _cover(pk), timezone.now()
    planned = {code for one in shown(held, now=now).visits for code in one.planned}
    if actions.ask_now(held, planned=sorted(planned), now=now):
        messages.success(request, "The payer is asked; this page shows its answer.")
    else:
        messages.info(request, "The payer was asked a moment ago.")
    return _back(request, pk)


@require_POST
@requires(Permission.WORK_CLAIMS)
def telling(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    served, form = cast(PracticeRequest, request), SaidForm(request.POST)
    if not form.is_valid():
        return _rendered(request, pk, form, status=422)
    said = form.said(timezone.localdate())
    actions.enter(_cover(pk), said, name=served.user.name, now=timezone.now())
    messages.success(request, "Entered, with your name and today's date.")
    return _back(request, pk)


@requires(Permission.SEE_CLAIMS)
def evidence(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Both messages as they went and came; who takes them away is noted."""
    row = get_object_or_404(Evidence, pk=pk)
    audit.record(deed="evidence.taken", subject_kind="evidence", subject_ids=[row.pk])
    name = f"eligibility-{row.pk.hex[:12]}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(bundle(row), content_type="application/zip", headers=headers)


def _back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return redirect("eligibility:cover", cast(PracticeRequest, request).practice.public_id, pk)
