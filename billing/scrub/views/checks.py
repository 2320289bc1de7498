"""One claim with what rules found, beside the chart facts it stands on."""

import uuid
from collections.abc import Collection, Iterable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from billing.claims.models import Claim
from billing.claims.states import UNSENT, ClaimState
from billing.scrub import clinical, drawing, page, telling
from billing.scrub.actions.verdicts import KIND
from billing.scrub.facts import ClaimFacts
from billing.scrub.models import ClaimChange, ClaimCheck, FindingRow
from billing.scrub.queries import gather, reading_of
from billing.scrub.queries.changes import standing
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.desk import queries as desk
from practices.registry.middleware import PracticeRequest

HEAVIEST_FIRST = {"hold": 0, "warn": 1, "info": 2}


@requires(Permission.SEE_CLAIMS)
def check(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    claim = get_object_or_404(Claim.objects.with_names(), pk=pk)
    may = cast(PracticeRequest, request).access.may(Permission.WORK_CLAIMS)
    return render(request, "scrub/check.html", _shown(claim, may=may))


def _shown(claim: Claim, *, may: bool) -> dict[str, object]:
    found, is_here = _findings(claim), ClaimState(claim.state) in UNSENT
    return {
        "claim": claim,
        "check": ClaimCheck.objects.filter(claim=claim).first(),
        "findings": found,
        **{"is_here": is_here, "may_mend": may and is_here},
        "item": desk.item_of(KIND, claim.pk),
        "changes": _changes(claim),
        **_words(),
        **_chart(claim, found),
    }


def _findings(claim: Claim) -> list[FindingRow]:
    """The heaviest first; those a person answered come last."""
    rows = FindingRow.objects.standing().filter(claim=claim)
    return sorted(rows, key=lambda row: (bool(row.answer), HEAVIEST_FIRST[row.severity], row.rule))


def _words() -> dict[str, object]:
    told = {"reasons": page.REASONS, "hold_reasons": page.HOLD_REASONS}
    return {**told, "fields": clinical.FIELDS}


def _changes(claim: Claim) -> dict[str, list[dict[str, object]]]:
    """By how they stand, each with its values as a person types them elsewhere."""
    told: dict[str, list[dict[str, object]]] = {}
    for row in standing([claim.pk]):
        state = "taken_back" if row.state == "refused" and not row.is_clinical else row.state
        told.setdefault(state, []).append(_change(row))
    return told


def _change(row: ClaimChange) -> dict[str, object]:
    return {
        "row": row,
        "label": clinical.label_of(row.field),
        "before": clinical.shown(row.field, row.before),
        "after": clinical.shown(row.field, row.after),
    }


def _chart(claim: Claim, found: Iterable[FindingRow]) -> dict[str, object]:
    """The facts as rules see them now."""
    facts = gather([claim.pk], today=timezone.localdate())[0]
    stands_on = _stands_on(found)
    return {
        "facts": facts,
        "chart": drawing.chart_of(facts, stands_on["tooth"]),
        "past": page.past_of(facts, stands_on["history"]),
        "benefits": page.benefits_of(facts),
        "marked_lines": {row.line for row in found if row.line and not row.answer},
        **_papers(facts, stands_on["note"]),
    }


def _stands_on(found: Iterable[FindingRow]) -> dict[str, set[str]]:
    """Chart facts that findings name, by kind."""
    told: dict[str, set[str]] = {"tooth": set(), "history": set(), "note": set()}
    for kind, value in (one for row in found for one in row.stands_on):
        told.setdefault(kind, set()).add(value)
    return told


def _papers(facts: ClaimFacts, named: Collection[str]) -> dict[str, object]:
    """Notes with their words marked, and what could be drafted of them."""
    drafts = telling.drafts_of(facts, reading_of)
    return {
        "notes": telling.shown_notes(facts, drafts, named, reading_of),
        "drafts": telling.shown_drafts(facts, drafts),
    }
