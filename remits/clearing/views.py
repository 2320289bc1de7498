"""Remittances of a group: what came in, the proof of each payment, and what could not be split."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from compliance.audit import actions as audit
from practices.desk import queries as desk
from practices.desk.models import ItemState
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Organization
from remits.clearing import actions, queries
from remits.clearing.area import in_clearing
from remits.clearing.forms import RoutingForm, SettlementForm, UploadForm
from remits.clearing.models import FileState, Payment, PaymentState, RemitFile

SUGGESTED = {PaymentState.DUPLICATE.value: "same", PaymentState.FOREIGN.value: "passed_on"}


@requires(Permission.SEE_REMITTANCES)
def files(request: HttpRequest) -> HttpResponse:
    return _files(request, UploadForm())


def _files(request: HttpRequest, form: UploadForm) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    with in_clearing():
        shown = {"group": group, "files": queries.files(group.pk), "form": form}
    return render(request, "clearing/files.html", shown, status=422 if form.errors else 200)


@require_POST
@requires(Permission.TAKE_IN_REMITTANCES)
def uploads(request: HttpRequest) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _files(request, form)
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
    template = "clearing/file.html" + ("#progress" if request.headers.get("HX-Request") else "")
    return render(request, template, _file_shown(cast(PracticeRequest, request), pk))


def _file_shown(request: PracticeRequest, pk: uuid.UUID) -> dict[str, object]:
    group = request.organization
    with in_clearing():
        row = _found(queries.file_of(group.pk, pk))
        return {
            "group": group,
            "file": row,
            "payments": queries.payments_of(row),
            "arrivals": list(row.arrivals.order_by("pk")),
            "reading": row.state == FileState.RECEIVED,
            "settle_at": reverse("clearing:file_settlement", args=[group.public_id, row.pk]),
            **_decision(request, "remit_file", row.pk, is_stopped=row.refusal is not None),
        }


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
        "adjustments": [(told, by_key.get(told.get("practice"))) for told in row.adjustments],
        "sums": sums,
        "explained": sums.explains(row.paid_cents),
        "practices": request.places.practices,
        **_stop(request, row),
    }


def _stop(request: PracticeRequest, row: Payment) -> dict[str, object]:
    """What may become of a payment that stopped."""
    return {
        **_decision(request, "remit_payment", row.pk, is_stopped=row.is_stopped),
        "settle_at": reverse("clearing:settlement", args=[request.organization.public_id, row.pk]),
        "take_up_at": _take_up_at(request.organization, row),
        "take_up_words": "It is another payment: take it up" if row.differs else "Look again",
        "suggested": SUGGESTED.get(row.state, ""),
    }


def _take_up_at(group: Organization, row: Payment) -> str:
    if not row.can_be_taken_up:
        return ""
    return reverse("clearing:taking_up", args=[group.public_id, row.pk])


def _decision(
    request: PracticeRequest, kind: str, pk: uuid.UUID, *, is_stopped: bool
) -> dict[str, object]:
    """What the page needs to ask what becomes of it, or to say what was decided."""
    item = desk.item_of(kind, pk)
    return {
        "may_decide": request.access.may(Permission.POST_PAYMENTS),
        "settlements": actions.SETTLEMENTS,
        "settled": actions.SETTLEMENTS.get(item.outcome) if item else None,
        "waits": is_stopped and item is not None and item.state != ItemState.DONE,
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


@require_POST
@requires(Permission.POST_PAYMENTS)
def settlement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A person says why nobody has to look at this payment again."""
    group = _settled(request, partial(actions.settle_payment, payment_id=pk))
    return redirect("clearing:payment", organization=group.public_id, pk=pk)


@require_POST
@requires(Permission.POST_PAYMENTS)
def file_settlement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    group = _settled(request, partial(actions.settle_file, file_id=pk))
    return redirect("clearing:file", organization=group.public_id, pk=pk)


def _settled(request: HttpRequest, settle: Callable[..., None]) -> Organization:
    group, form = cast(PracticeRequest, request).organization, SettlementForm(request.POST)
    if not form.is_valid():
        raise Http404
    with _told_if_in_use(request):
        settle(organization=group, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Settled. Nothing of it was used.")
    return group


@require_POST
@requires(Permission.POST_PAYMENTS)
def taking_up(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A person says that a payment which looked like another, or like nobody's, is ours to post."""
    group = cast(PracticeRequest, request).organization
    with _told_if_in_use(request):
        actions.take_up(payment_id=pk, organization=group, now=timezone.now())
        messages.success(request, "Being read again. Its claims come to the desk in a moment.")
    return redirect("clearing:payment", organization=group.public_id, pk=pk)


@contextmanager
def _told_if_in_use(request: HttpRequest) -> Iterator[None]:
    try:
        yield
    except actions.NotStopped as why:
        messages.warning(request, f"{why} Nothing was changed.")


def _found[Row: (RemitFile, Payment)](row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
