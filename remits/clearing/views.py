"""Remittances of a group: what came in, the proof of each payment, and what could not be split."""

import uuid
from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from compliance.audit import actions as audit
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Organization
from remits.clearing import actions, queries
from remits.clearing.area import in_clearing
from remits.clearing.forms import RoutingForm, UploadForm
from remits.clearing.models import FileState, Payment, RemitFile


@requires(Permission.SEE_REMITTANCES)
def files(request: HttpRequest) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    with in_clearing():
        rows = queries.files(group.pk)
    return render(
        request, "clearing/files.html", {"group": group, "files": rows, "form": UploadForm()}
    )


@require_POST
@requires(Permission.TAKE_IN_REMITTANCES)
def uploads(request: HttpRequest) -> HttpResponse:
    group, form = (
        cast(PracticeRequest, request).organization,
        UploadForm(request.POST, request.FILES),
    )
    if not form.is_valid():
        with in_clearing():
            rows = queries.files(group.pk)
        shown = {"group": group, "files": rows, "form": form}
        return render(request, "clearing/files.html", shown, status=422)
    taken = _take_in(form, group)
    if taken.came_before:
        messages.warning(request, "This very file came before. It was noted and not read again.")
    return redirect("clearing:file", organization=group.public_id, pk=taken.file_id)


def _take_in(form: UploadForm, group: Organization) -> actions.TakenIn:
    file = form.cleaned_data["file"]
    return actions.take_in(
        data=file.read(),
        name=file.name or "",
        organization=group,
        source="upload",
        now=timezone.now(),
    )


@requires(Permission.SEE_REMITTANCES)
def file(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A file being read shows its progress; HTMX asks again until it is done."""
    group = cast(PracticeRequest, request).organization
    with in_clearing():
        row = _found(queries.file_of(group.pk, pk))
        payments = queries.payments_of(row)
        arrivals = list(row.arrivals.order_by("pk"))
    shown = {"group": group, "file": row, "payments": payments, "arrivals": arrivals}
    shown["reading"] = row.state == FileState.RECEIVED
    template = "clearing/file.html" + ("#progress" if request.headers.get("HX-Request") else "")
    return render(request, template, shown)


@requires(Permission.SEE_REMITTANCES)
def payment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    served = cast(PracticeRequest, request)
    with transaction.atomic(), in_clearing():
        row = _found(queries.payment_of(served.organization.pk, pk))
        sums = queries.sums(row)
        audit.record_read(page="clearing:payment", subject_kind="payment", subject_ids=[row.pk])
    return render(request, "clearing/payment.html", _proof(served, row, sums))


def _proof(request: PracticeRequest, row: Payment, sums: queries.PaymentSums) -> dict[str, object]:
    by_id = {practice.pk: practice for practice in request.places.practices}
    by_key = {str(pk): practice for pk, practice in by_id.items()}
    return {
        "group": request.organization,
        "payment": row,
        "shares": [(share, by_id.get(share.practice_id)) for share in row.shares.all()],
        "adjustments": [
            (adjustment, by_key.get(adjustment.get("practice"))) for adjustment in row.adjustments
        ],
        "sums": sums,
        "explained": sums.explains(row.paid_cents),
        "practices": request.places.practices,
        "may_route": request.access.may(Permission.POST_PAYMENTS),
    }


@require_POST
@requires(Permission.POST_PAYMENTS)
def routing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A person says whose the claims are that no rule could place."""
    served, form = cast(PracticeRequest, request), RoutingForm(request.POST)
    chosen = form.cleaned_data["practice"] if form.is_valid() else None
    practice = next((p for p in served.places.practices if p.pk == chosen), None)
    if practice is None:
        raise Http404
    actions.route(
        payment_id=pk, organization=served.organization, practice=practice, now=timezone.now()
    )
    messages.success(request, f"These claims now go to {practice.name}.")
    return redirect("clearing:payment", organization=served.organization.public_id, pk=pk)


def _found[Row: (RemitFile, Payment)](row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
