"""Held claims by what holds them, and one deed on those that were ticked."""

import uuid
from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.scrub import actions, page
from billing.scrub.forms import BulkForm
from billing.scrub.models import BulkDeed
from billing.scrub.queries import held
from billing.scrub.titles import words_of
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest

REASONS = {"reasons": page.REASONS, "hold_reasons": page.HOLD_REASONS}


@requires(Permission.SEE_CLAIMS)
def what_holds(request: HttpRequest) -> HttpResponse:
    shown = {"rules": held.by_rule(), "standing": held.standing(), "today": timezone.localdate()}
    return render(request, "scrub/checks.html", shown)


@requires(Permission.SEE_CLAIMS)
def held_by(request: HttpRequest, code: str) -> HttpResponse:
    after = request.GET.get("after", "")
    rows, next_after = held.of_rule(code, after=after)
    may = cast(PracticeRequest, request).access.may(Permission.WORK_CLAIMS)
    words = {"code": code, "title": words_of(code) or code, **REASONS}
    shown = {"rows": rows, "next_after": next_after, "may_mend": may, **words}
    return render(request, f"scrub/held_by.html{'#more' if after else ''}", shown)


@require_POST
@requires(Permission.WORK_CLAIMS)
def deeds(request: HttpRequest, code: str) -> HttpResponse:
    form, served = BulkForm(request.POST), cast(PracticeRequest, request)
    here = redirect("scrub:held_by", served.practice.public_id, code)
    if not form.is_valid():
        messages.warning(request, "Nothing was done: tick claims and say what to do.")
        return here
    row = _begin(served, code, form)
    if row is None:
        return here
    return redirect("scrub:deed", served.practice.public_id, row.pk)


def _begin(request: PracticeRequest, code: str, form: BulkForm) -> BulkDeed | None:
    """What was chosen, as far as it still holds a claim."""
    ids = held.chosen(code, form.ticked(), all_of_rule=form.cleaned_data["whole"])
    if not ids:
        messages.warning(request, "Nothing that still holds a claim was ticked.")
        return None
    try:
        return _done(request, code, form, ids)
    except ValueError as why:
        messages.warning(request, str(why))
        return None


def _done(
    request: PracticeRequest, code: str, form: BulkForm, ids: Sequence[uuid.UUID]
) -> BulkDeed:
    """Fewer than fifty are done at once."""
    person, now, deed = request.user, timezone.now(), form.cleaned_data["deed"]
    told = {"rule": code, "deed": deed, "reason": form.told, "user_id": person.pk}
    row = actions.begin(findings=ids, now=now, **told)
    if row.count > actions.AT_ONCE:
        return row
    who = {"actor": person.actor.key, "name": person.name}
    return actions.step(row.pk, now=now, today=timezone.localdate(), **who)


@requires(Permission.SEE_CLAIMS)
def deed(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(BulkDeed, pk=pk)
    template = "scrub/deed.html" + ("#card" if request.headers.get("HX-Request") else "")
    return render(request, template, {"deed": row, "title": words_of(row.rule) or row.rule})
