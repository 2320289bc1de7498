"""A practice's claims: the list, and one claim with its book and history."""

import uuid
from typing import cast

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from billing.claims import queries
from billing.claims.models import Claim
from billing.claims.queries import of_one
from billing.claims.states import ClaimState
from billing.ledger.queries import book_of_claim, open_cents_by_claim
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from compliance.audit.models import Event
from practices.registry.middleware import PracticeRequest

EVENTS_SHOWN = 20


@requires(Permission.SEE_CLAIMS)
def claims(request: HttpRequest) -> HttpResponse:
    state, words = request.GET.get("state", ""), request.GET.get("q", "")
    page = queries.page(state=state, words=words, after=request.GET.get("after", ""))
    template = "claims/claims.html#more" if request.GET.get("after") else "claims/claims.html"
    return render(
        request,
        template,
        {"page": page, "state": state, "words": words, "states": list(ClaimState)},
    )


@requires(Permission.SEE_CLAIMS)
def claim(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Claim.objects.whole(), pk=pk)
    shown = {
        "claim": row,
        "lines": row.lines.order_by("number"),
        "entries": book_of_claim(row.pk),
        "open_cents": open_cents_by_claim([row.pk]).get(row.pk, 0),
        "told": of_one.told_of(row),
        "may_work": cast(PracticeRequest, request).access.may(Permission.WORK_CLAIMS),
    }
    return render(request, "claims/claim.html", shown | _history(row))


def _history(row: Claim) -> dict[str, object]:
    events = Event.objects.about(row.pk).newest_first()
    return {
        "events": [_told(event) for event in events.exclude(deed="read")[:EVENTS_SHOWN]],
        "seen": events.filter(deed="read").aggregate(times=Count("pk"), last_at=Max("at")),
    }


DEEDS = {"insert": "Opened", "update": "Changed"}
WORDS = {"state": "its state", "payer_control_number": "the payer's number"}


def _told(event: Event) -> dict[str, object]:
    """An event in words. Who acted is told by number; names stand with the decisions."""
    kind, _, who = event.actor.partition(":")
    return {
        "deed": DEEDS.get(event.deed, event.deed),
        "fields": [WORDS.get(field, field.replace("_", " ")) for field in event.fields],
        "by": f"person {who}" if kind == "user" else f"the system ({who})",
        "at": event.at,
    }
