"""What waits for a provider, with the chart facts it stands on; signed or refused here alone."""

import uuid
from collections.abc import Sequence
from typing import NamedTuple, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.scrub import actions, clinical, drawing, page, telling
from billing.scrub.drawing import Chart
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.forms import ReasonForm
from billing.scrub.models import ClaimChange, FindingRow
from billing.scrub.queries import gather, reading_of
from billing.scrub.queries.changes import to_sign
from billing.scrub.telling import ShownNote
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest


class Waiting(NamedTuple):
    """One change, its values as a person reads them, and what the chart says beside it."""

    row: ClaimChange
    label: str
    before: str
    after: str
    line: Line | None
    chart: Chart | None
    notes: list[ShownNote]
    findings: list[FindingRow]


@requires(Permission.SEE_CLAIMS)
def signing(request: HttpRequest) -> HttpResponse:
    """Whoever works claims may see what waits; only a provider finds a way to sign."""
    rows, next_after = to_sign(request.GET.get("after", ""))
    shown = {
        "waiting": _waiting(rows),
        "next_after": next_after,
        "reasons": page.REFUSAL_REASONS,
        "may_sign": cast(PracticeRequest, request).access.may(Permission.SIGN_CLINICAL),
    }
    return render(request, "scrub/signing.html", shown)


def _waiting(rows: Sequence[ClaimChange]) -> list[Waiting]:
    ids = sorted({row.claim_id for row in rows})
    facts = {uuid.UUID(one.id): one for one in gather(ids, today=timezone.localdate())}
    found: dict[uuid.UUID, list[FindingRow]] = {}
    for one in FindingRow.objects.standing().filter(claim__in=ids, answer="").order_by("rule"):
        found.setdefault(one.claim_id, []).append(one)
    return [_one(row, facts[row.claim_id], found.get(row.claim_id, [])) for row in rows]


def _one(row: ClaimChange, facts: ClaimFacts, found: Sequence[FindingRow]) -> Waiting:
    near = [one for one in found if _bears_on(one, row)]
    line = next((one for one in facts.lines if one.number == row.line), None)
    before, after = (clinical.shown(row.field, value) for value in (row.before, row.after))
    chart = drawing.chart_of(facts, {line.tooth} if line else ())
    label, notes = clinical.label_of(row.field), _notes(facts, near)
    return Waiting(row, label, before, after, line, chart, notes, near)


def _notes(facts: ClaimFacts, found: Sequence[FindingRow]) -> list[ShownNote]:
    named = {value for one in found for kind, value in one.stands_on if kind == "note"}
    return telling.shown_notes(facts, telling.drafts_of(facts, reading_of), named, reading_of)


def _bears_on(found: FindingRow, row: ClaimChange) -> bool:
    """What asked for the change; else what stands on its line, or on a note."""
    on_note = any(kind == "note" for kind, _ in found.stands_on)
    is_near = on_note if row.line is None else found.line == row.line
    return found.severity != "info" and (found.rule == row.rule or is_near)


@require_POST
@requires(Permission.SIGN_CLINICAL)
def signature(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(ClaimChange, pk=pk, is_clinical=True)
    try:
        actions.sign(row.pk, name=_name(request), now=timezone.now())
    except actions.NotOpen as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "Signed. The office changes it in the practice's system.")
    return _back(request)


@require_POST
@requires(Permission.SIGN_CLINICAL)
def refusal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = get_object_or_404(ClaimChange, pk=pk, is_clinical=True), ReasonForm(request.POST)
    try:
        told = form.told if form.is_valid() else ""
        actions.refuse(row.pk, reason=told, name=_name(request), now=timezone.now())
    except (actions.NotOpen, ValueError) as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "Refused, with your reason.")
    return _back(request)


def _name(request: HttpRequest) -> str:
    return cast(PracticeRequest, request).user.name


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("scrub:signing", cast(PracticeRequest, request).practice.public_id)
