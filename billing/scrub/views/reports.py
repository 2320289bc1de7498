"""The report before claims are sent: as it stands now, kept, and as PDF."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.claims.models import Claim
from billing.scrub import actions
from billing.scrub.models import Report, ReportFile
from billing.scrub.queries import batch as batches
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from compliance.audit import actions as audit
from practices.registry.middleware import PracticeRequest


@requires(Permission.SEE_CLAIMS)
def report(request: HttpRequest) -> HttpResponse:
    """As claims stand now."""
    which = request.GET.get("which", "all")
    which = which if which in batches.WHICH else "all"
    shown = {"which": which, "kept": batches.kept(), "at": timezone.now()}
    told = batches.shown_of(batches.batch(which))
    return render(request, "scrub/report.html", {**shown, **told})


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
    is_drawn = ReportFile.objects.filter(report=row).exists()
    shown = {"report": row, "which": row.which, "at": row.made_at, "is_drawn": is_drawn}
    if request.headers.get("HX-Request"):
        return render(request, "scrub/report_file.html", shown)
    return render(request, "scrub/report.html", {**shown, **batches.told_of(row)})


@requires(Permission.SEE_CLAIMS)
def report_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The bytes as they were drawn; 404 until they are."""
    file = get_object_or_404(ReportFile.objects.select_related("report"), report=pk)
    audit.record(deed="report.downloaded", subject_kind="report", subject_ids=[pk])
    answer = HttpResponse(bytes(file.content), content_type="application/pdf")
    filed = f'attachment; filename="claims-{file.report.made_at:%Y-%m-%d}.pdf"'
    answer["Content-Disposition"] = filed
    return answer


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
