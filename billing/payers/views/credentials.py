"""Dentists against payers, cell by cell."""

import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.payers import actions, queries
from billing.payers.forms import CredentialForm, first_values
from billing.payers.models import Credential, Payer
from billing.payers.queries.matrix import Cell
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.mirror.models import Provider
from practices.registry.middleware import PracticeRequest


@requires(Permission.SEE_CLAIMS)
def credentials(request: HttpRequest) -> HttpResponse:
    only_pending = request.GET.get("stand") == "pending"
    found = queries.matrix(today=timezone.localdate(), only_pending=only_pending)
    shown = {"matrix": found, "only_pending": only_pending, "may_set": _may(request)}
    return render(request, "payers/credentials.html", shown)


@requires(Permission.SEE_CLAIMS)
def credential(request: HttpRequest, provider: uuid.UUID, payer: uuid.UUID) -> HttpResponse:
    """The cell to edit: a piece in its place, or a page of its own without script."""
    cell = _cell(provider, payer)
    return _asked(request, cell, CredentialForm(initial=first_values(cell.credential)))


@require_POST
@requires(Permission.WORK_CLAIMS)
def standing(request: HttpRequest, provider: uuid.UUID, payer: uuid.UUID) -> HttpResponse:
    cell, form = _cell(provider, payer), CredentialForm(request.POST)
    if not form.is_valid():
        return _asked(request, cell, form, status=422)
    served, told = cast(PracticeRequest, request), _told(form)
    who, now = served.user.name, timezone.now()
    actions.set_credential(provider_id=provider, payer_id=payer, name=who, now=now, **told)
    if "HX-Request" not in request.headers:
        return redirect("payers:credentials", served.practice.public_id)
    pending = Credential.objects.filter(status="pending").count()
    shown = {"cell": _cell(provider, payer), "may_set": True, "pending": pending}
    return render(request, "payers/cell_saved.html", shown)


def _told(form: CredentialForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in CredentialForm.base_fields}


def _cell(provider_id: uuid.UUID, payer_id: uuid.UUID) -> Cell:
    provider = get_object_or_404(Provider, pk=provider_id)
    payer = get_object_or_404(Payer, pk=payer_id)
    held = Credential.objects.filter(provider=provider, payer=payer).first()
    return Cell(provider, payer, held)


def _asked(
    request: HttpRequest, cell: Cell, form: CredentialForm, status: int = 200
) -> HttpResponse:
    whole = "HX-Request" not in request.headers
    page = "payers/credential.html" if whole else "payers/cell_form.html"
    shown = {"cell": cell, "form": form, "may_set": _may(request)}
    return render(request, page, shown, status=status)


def _may(request: HttpRequest) -> bool:
    return cast(PracticeRequest, request).access.may(Permission.WORK_CLAIMS)
