"""The report before claims are sent: as it stands now, kept, and as PDF."""

import uuid
from pathlib import Path
from typing import Any, cast

import msgspec
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.claims.models import Claim
from billing.scrub import actions
from billing.scrub.batch import Batch, totals_of
from billing.scrub.models import Report
from billing.scrub.printing import pdf_of
from billing.scrub.queries import batch as batches
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from compliance.audit import actions as audit
from practices.registry.middleware import PracticeRequest

STYLE = "css/report.css"


@requires(Permission.SEE_CLAIMS)
def report(request: HttpRequest) -> HttpResponse:
    """As claims stand now."""
    which = request.GET.get("which", "all")
    which = which if which in batches.WHICH else "all"
    shown = {"which": which, "kept": batches.kept(), "at": timezone.now()}
    return render(request, "scrub/report.html", shown | _told(batches.batch(which)))


@require_POST
@requires(Permission.SEE_CLAIMS)
def reports(request: HttpRequest) -> HttpResponse:
    which, served = request.POST.get("which", "all"), cast(PracticeRequest, request)
    if which not in batches.WHICH:
        raise Http404
    row = actions.keep_report(which, name=served.user.name, now=timezone.now())
    return redirect("scrub:kept_report", served.practice.public_id, row.pk)


@requires(Permission.SEE_CLAIMS)
def kept_report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Report, pk=pk)
    shown = {"report": row, "which": row.which, "at": row.made_at}
    return render(request, "scrub/report.html", shown | _of(row))


@requires(Permission.SEE_CLAIMS)
def report_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Report, pk=pk)
    audit.record(deed="report.downloaded", subject_kind="report", subject_ids=[row.pk])
    name = cast(PracticeRequest, request).practice.name
    shown = {"report": row, "which": row.which, "at": row.made_at, "practice": name, **_of(row)}
    html = render_to_string("scrub/report_pdf.html", {**shown, "style": _style()})
    answer = HttpResponse(pdf_of(html), content_type="application/pdf")
    filed = f'attachment; filename="claims-{row.made_at:%Y-%m-%d}.pdf"'
    answer["Content-Disposition"] = filed
    return answer


def _style() -> str:
    found = finders.find(STYLE)
    assert found is not None
    return Path(found).read_text()


def _of(row: Report) -> dict[str, Any]:
    return _told(msgspec.convert(row.body, Batch))


def _told(told: Batch) -> dict[str, Any]:
    names = batches.patients_of(told)
    claims = [(one, names.get(one.id, "")) for one in told.claims]
    return {"claims": claims, "totals": totals_of(told.claims), "left_out": told.left_out}


@require_POST
@requires(Permission.WORK_CLAIMS)
def account(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One line to the account in the practice's own system, on demand."""
    claim = get_object_or_404(Claim, pk=pk)
    try:
        is_new = actions.write_to_account(claim.pk, now=timezone.now())
    except actions.NoAccount as why:
        messages.warning(request, str(why))
    else:
        told = "One line is ordered." if is_new else "This check's line was ordered before."
        messages.success(request, told)
    return redirect("scrub:check", cast(PracticeRequest, request).practice.public_id, pk)
