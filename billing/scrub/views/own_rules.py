"""A group writes a rule of its own, tries it over the past year, and switches it on."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from billing.scrub import actions
from billing.scrub.forms import FACT_CHOICES, WORDS, OwnRuleForm
from billing.scrub.models import OwnRule
from billing.scrub.own import CONDITIONS_MAX
from billing.scrub.own_said import Condition
from billing.scrub.views.rules import group_of
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest

ROWS_FIRST = 4


@requires(Permission.RUN_RULES)
def new_own_rule(request: HttpRequest) -> HttpResponse:
    return _written(request, None)


@requires(Permission.RUN_RULES)
def own_rule(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(OwnRule, organization=group_of(request), pk=pk)
    return _written(request, row)


def _written(request: HttpRequest, row: OwnRule | None) -> HttpResponse:
    if request.method != "POST":
        return _asked(request, OwnRuleForm(initial=_kept(row)), row)
    form = OwnRuleForm(request.POST)
    saved = _save(request, form, row) if form.is_valid() else None
    if saved is None:
        return _asked(request, form, row, status=422)
    messages.success(request, "Saved. It is tried over the past year and only watches until then.")
    return redirect("scrub:rule", group_of(request).public_id, str(saved))


def _save(request: HttpRequest, form: OwnRuleForm, row: OwnRule | None) -> OwnRule | None:
    name, pk = cast(PracticeRequest, request).user.name, row.pk if row else None
    group, now = group_of(request), timezone.now()
    try:
        return actions.write_own(organization=group, said=form.said(), pk=pk, name=name, now=now)
    except actions.NotARule as why:
        form.add_error(None, str(why))
        return None


def _asked(
    request: HttpRequest, form: OwnRuleForm, row: OwnRule | None, status: int = 200
) -> HttpResponse:
    shown = {
        "group": group_of(request),
        "form": form,
        "own": row,
        "rows": _rows(form, row),
        "facts": FACT_CHOICES,
        "words": WORDS,
    }
    return render(request, "scrub/own_rule.html", shown, status=status)


def _rows(form: OwnRuleForm, row: OwnRule | None) -> list[tuple[int, Condition | None]]:
    """Conditions as they stand, and some empty rows behind them."""
    kept = row.when if row else []
    told = [*form.conditions()] if form.is_bound else [Condition(**one) for one in kept]
    shown = min(CONDITIONS_MAX, max(ROWS_FIRST, len(told) + 2))
    return [(n + 1, told[n] if n < len(told) else None) for n in range(shown)]


def _kept(row: OwnRule | None) -> dict[str, str]:
    if row is None:
        return {"severity": "warn"}
    return {"name": row.name, "severity": row.severity, "because": row.because, "fix": row.fix}
