"""Answers that are doubted: turned for their payer, used as they stand, or rejected."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.eligibility import actions
from billing.eligibility.models import BenefitRecord
from billing.eligibility.queries.quarantine import doubted
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest


@requires(Permission.SEE_CLAIMS)
def quarantine(request: HttpRequest) -> HttpResponse:
    may = cast(PracticeRequest, request).access.may(Permission.WORK_CLAIMS)
    return render(request, "eligibility/quarantine.html", {"doubted": doubted(), "may": may})


@require_POST
@requires(Permission.WORK_CLAIMS)
def turning(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """This payer tells the plan's part: from now on it is read so."""
    served, row = cast(PracticeRequest, request), get_object_or_404(BenefitRecord, pk=pk)
    try:
        turned = actions.turn(row.pk, name=served.user.name, now=timezone.now())
    except actions.AlreadyDecided as why:
        return _refused(request, why)
    return _done(request, f"Its percents are turned from now on; {turned} answers are used.")


@require_POST
@requires(Permission.WORK_CLAIMS)
def use(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    served, row = cast(PracticeRequest, request), get_object_or_404(BenefitRecord, pk=pk)
    try:
        actions.use_as_it_stands(row.pk, name=served.user.name, now=timezone.now())
    except actions.AlreadyDecided as why:
        return _refused(request, why)
    return _done(request, "Used as it stands.")


@require_POST
@requires(Permission.WORK_CLAIMS)
def rejection(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    served, row = cast(PracticeRequest, request), get_object_or_404(BenefitRecord, pk=pk)
    try:
        actions.reject(row.pk, name=served.user.name, now=timezone.now())
    except actions.AlreadyDecided as why:
        return _refused(request, why)
    return _done(request, "Not used. Ask by phone or portal.")


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return _back(request)


def _refused(request: HttpRequest, why: Exception) -> HttpResponse:
    messages.warning(request, str(why))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("eligibility:quarantine", cast(PracticeRequest, request).practice.public_id)
