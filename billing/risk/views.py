"""Pages of the denial risk: the group's model, and a claim's chance as a panel of its check."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.risk import actions
from billing.risk.models import RiskModel
from billing.risk.queries.of_claim import chance_of
from billing.risk.queries.page import shown
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Organization


@requires(Permission.SEE_OVERVIEW)
def risk(request: HttpRequest) -> HttpResponse:
    served = cast(PracticeRequest, request)
    may = served.access.may(Permission.RUN_RULES)
    told = {"group": served.organization, "may_set": may, **shown(served.organization)}
    return render(request, "risk/risk.html", told)


@require_POST
@requires(Permission.RUN_RULES)
def use(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a kept version in force."""
    group, name = _who(request)
    try:
        row = actions.use(group, pk, name=name, now=timezone.now())
    except RiskModel.DoesNotExist:
        raise Http404 from None
    messages.success(request, f"Version {row.version} says claims' chances from now on.")
    return redirect("risk:risk", group.public_id)


@require_POST
@requires(Permission.RUN_RULES)
def use_scorecard(request: HttpRequest) -> HttpResponse:
    group, name = _who(request)
    actions.use_scorecard(group, name=name, now=timezone.now())
    messages.success(request, "The scorecard says claims' chances from now on.")
    return redirect("risk:risk", group.public_id)


@requires(Permission.SEE_CLAIMS)
def of_claim(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A panel, or a page of its own."""
    chance = chance_of(pk, today=timezone.localdate())
    if chance is None:
        raise Http404
    panel = "#panel" if request.headers.get("HX-Request") else ""
    return render(request, f"risk/of_claim.html{panel}", {"chance": chance, "claim_id": pk})


def _who(request: HttpRequest) -> tuple[Organization, str]:
    served = cast(PracticeRequest, request)
    return served.organization, served.user.name
