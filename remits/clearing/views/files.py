"""Files of a group: what came in, by whom, and what became of it."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Organization
from remits.clearing import actions, queries
from remits.clearing.area import in_clearing
from remits.clearing.forms import UploadForm
from remits.clearing.models import FileState, RemitFile
from remits.clearing.views.origin import brought_by
from remits.clearing.views.settling import decision_on, found


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


def _told(request: PracticeRequest, row: RemitFile) -> dict[str, object]:
    return {
        "payments": queries.payments_of(row),
        "arrivals": list(row.arrivals.order_by("pk")),
        "brought_by": brought_by(request, queries.origins(row.pk)),
    }


def _file_shown(request: PracticeRequest, pk: uuid.UUID) -> dict[str, object]:
    group = request.organization
    with in_clearing():
        row = found(queries.file_of(group.pk, pk))
        told = _told(request, row)
    return told | {
        "group": group,
        "file": row,
        "reading": row.state == FileState.RECEIVED,
        "settle_at": reverse("clearing:file_settlement", args=[group.public_id, row.pk]),
        **decision_on(request, "remit_file", row.pk, is_stopped=row.refusal is not None),
    }
