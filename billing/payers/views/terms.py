"""Payers of a group, and what each wants."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.payers import actions, queries
from billing.payers.forms import PARTS, TermsForm, told_of
from billing.payers.models import Payer, PayerTerms, PayerUse
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest

WORDS_MAX = 60


@requires(Permission.SEE_CLAIMS)
def payers(request: HttpRequest) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    words = request.GET.get("q", "").replace("\0", "").strip()[:WORDS_MAX]
    rows = queries.met_by(group, words=words)
    return render(request, "payers/payers.html", {"group": group, "rows": rows, "words": words})


@requires(Permission.SEE_CLAIMS)
def payer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _met(request, pk)
    return render(request, "payers/payer.html", _shown(request, row))


@require_POST
@requires(Permission.RUN_RULES)
def terms(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _met(request, pk), TermsForm(request.POST)
    if not form.is_valid():
        return render(request, "payers/payer.html", _shown(request, row, form), status=422)
    served, now = cast(PracticeRequest, request), timezone.now()
    group, why = served.organization, form.cleaned_data["reason"]
    told = {"terms": form.terms(), "reason": why, "name": served.user.name, "now": now}
    actions.set_terms(organization=group, payer=row, **told)
    messages.success(request, "Saved. Claims that have not left are checked by it.")
    return redirect("payers:payer", group.public_id, row.pk)


def _met(request: HttpRequest, pk: uuid.UUID) -> Payer:
    """A payer that some claim of the group goes to; for others the page is not there."""
    group = cast(PracticeRequest, request).organization
    met = PayerUse.objects.filter(practice__organization=group).values("payer")
    return get_object_or_404(Payer, pk=pk, pk__in=met)


def _shown(request: HttpRequest, row: Payer, form: TermsForm | None = None) -> dict[str, object]:
    served = cast(PracticeRequest, request)
    group, may_set = served.organization, served.access.may(Permission.RUN_RULES)
    known = PayerTerms.objects.filter(organization=group, payer=row).first()
    shown = {"group": group, "payer": row, "known": known, "may_set": may_set}
    return shown | _fields(form or TermsForm(initial=told_of(known)), may_set=may_set)


def _fields(form: TermsForm, *, may_set: bool) -> dict[str, object]:
    for field in form.fields.values():
        field.disabled = not may_set
    parts = {name: [form[one] for one in fields] for name, fields in PARTS.items()}
    return {"form": form, "parts": parts}
