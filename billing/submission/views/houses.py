"""Clearinghouses of a group: where they are, what came of them, what goes there."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.submission.actions import connecting
from billing.submission.forms.houses import EnrolmentForm, HouseForm, RouteForm
from billing.submission.models import Clearinghouse
from billing.submission.queries import houses as told
from billing.submission.views.today import today_at
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.ids import id_in
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Practice


@requires(Permission.SEE_CLAIMS)
def houses(request: HttpRequest) -> HttpResponse:
    asked = cast(PracticeRequest, request)
    shown = {
        "group": asked.organization,
        "houses": told.of_group(asked.organization),
        "may_set": asked.access.may(Permission.RUN_CLEARINGHOUSES),
    }
    return render(request, "submission/houses.html", shown)


@requires(Permission.RUN_CLEARINGHOUSES)
def new_house(request: HttpRequest) -> HttpResponse:
    return _form(request, Clearinghouse())


@requires(Permission.RUN_CLEARINGHOUSES)
def settings(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _form(request, _house(request, pk))


def _form(request: HttpRequest, house: Clearinghouse) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    known = {"host_key": "\n".join(house.host_keys)}
    form = HouseForm(request.POST or None, instance=house, initial=known)
    if request.method == "POST" and form.is_valid():
        kept = connecting.keep_house(form.instance, group, form.cleaned_data)
        messages.success(request, "Kept.")
        return redirect("submission:house", group.public_id, kept.pk)
    status = 422 if request.method == "POST" else 200
    shown = {"group": group, "form": form}
    return render(request, "submission/house_form.html", shown, status=status)


@requires(Permission.SEE_CLAIMS)
def house(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    asked, row = cast(PracticeRequest, request), _house(request, pk)
    group, today = asked.organization, timezone.localdate()
    shown = {
        "group": group, "house": row, "files": told.files_of(row), "routes": told.routes_of(row),
        "enrolments": told.enrolments_of(row), "outage": told.outage_of(row, group, today=today),
        "may_set": asked.access.may(Permission.RUN_CLEARINGHOUSES), **_forms(request),
    }  # fmt: skip
    return render(request, "submission/house.html", shown)


def _forms(request: HttpRequest) -> dict[str, object]:
    group = cast(PracticeRequest, request).organization
    route, enrolment = RouteForm(), EnrolmentForm()
    for form in (route, enrolment):
        form.fields["payer"].queryset = told.payers_of(group)  # type: ignore[attr-defined]  # of a model's field
    route.fields["payer"].empty_label = "All payers"  # type: ignore[attr-defined]  # as above
    practices = Practice.objects.filter(organization=group).order_by("name")
    return {"route_form": route, "enrolment_form": enrolment, "practices": practices}


@require_POST
@requires(Permission.RUN_CLEARINGHOUSES)
def switching(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row, is_on = _house(request, pk), request.POST.get("on") == "yes"
    try:
        connecting.switch(row, is_on=is_on, because=request.POST.get("because", ""))
    except connecting.NotPossible as why:
        messages.warning(request, str(why))
    return _back(request, row)


@require_POST
@requires(Permission.RUN_CLEARINGHOUSES)
def routing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One road more, or with `drop` one fewer."""
    row, drop = _house(request, pk), request.POST.get("drop", "")
    form = RouteForm(request.POST)
    if drop:
        connecting.drop_route(row, id_in(drop))
    elif form.is_valid():
        connecting.keep_route(row, form.cleaned_data)
    else:
        messages.warning(request, f"Not kept: {', '.join(form.errors)}.")
    return _back(request, row)


@require_POST
@requires(Permission.RUN_CLEARINGHOUSES)
def enrolling(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _house(request, pk), EnrolmentForm(request.POST)
    practice = told.practice_in(row, request.POST.get("practice", ""))
    try:
        if practice is None or not form.is_valid():
            raise connecting.NotPossible("Choose a practice, a payer and what it is for.")
        connecting.keep_enrolment(row, practice, form.cleaned_data, today=today_at(practice))
    except connecting.NotPossible as why:
        messages.warning(request, str(why))
    return _back(request, row)


def _house(request: HttpRequest, pk: uuid.UUID) -> Clearinghouse:
    return get_object_or_404(told.house_in(cast(PracticeRequest, request).organization, pk))


def _back(request: HttpRequest, row: Clearinghouse) -> HttpResponse:
    return redirect(
        "submission:house", cast(PracticeRequest, request).organization.public_id, row.pk
    )
