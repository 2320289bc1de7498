"""One claim with what rules found, beside the chart facts it stands on."""

import uuid
from collections.abc import Iterable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from billing.claims.models import Claim
from billing.claims.states import UNSENT, ClaimState
from billing.scrub import drawing, page
from billing.scrub.actions.verdicts import KIND
from billing.scrub.models import ClaimCheck, FindingRow
from billing.scrub.queries import gather
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
        "is_here": is_here,
        "may_mend": may and is_here,
        "item": desk.item_of(KIND, claim.pk),
        **_words(),
        **_chart(claim, found),
    }


def _findings(claim: Claim) -> list[FindingRow]:
    """The heaviest first; those a person answered come last."""
    rows = FindingRow.objects.standing().filter(claim=claim)
    return sorted(rows, key=lambda row: (bool(row.answer), HEAVIEST_FIRST[row.severity], row.rule))


def _words() -> dict[str, object]:
    return {"reasons": page.REASONS, "hold_reasons": page.HOLD_REASONS}


def _chart(claim: Claim, found: Iterable[FindingRow]) -> dict[str, object]:
    """The facts as rules see them now."""
    facts = gather([claim.pk], today=timezone.localdate())[0]
    stands_on = [tuple(one) for row in found for one in row.stands_on]
    teeth = {value for kind, value in stands_on if kind == "tooth"}
    return {
        "facts": facts,
        "chart": drawing.chart_of(facts, teeth),
        "past": page.past_of(facts, [value for kind, value in stands_on if kind == "history"]),
        "benefits": page.benefits_of(facts),
        "marked_lines": {row.line for row in found if row.line and not row.answer},
    }
