"""What payers hold, carry and add outside any claim: of a group, or of one remittance."""

import uuid
from typing import cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from compliance.audit import actions as audit
from practices.registry.middleware import PracticeRequest
from remits.clearing.area import in_clearing
from remits.clearing.words import provider_reason_words
from remits.matching.models import Remittance
from remits.recoupment import queries
from remits.recoupment.models import OpenItem

OPEN_ROWS, SETTLED_ROWS = 500, 50


@requires(Permission.SEE_REMITTANCES)
def open_items(request: HttpRequest) -> HttpResponse:
    """Open ones with their age, oldest first, and the latest that met their other half."""
    served = cast(PracticeRequest, request)
    with transaction.atomic(), in_clearing():
        waiting = list(queries.still_open(served.organization.pk)[:OPEN_ROWS])
        settled = list(queries.settled(served.organization.pk)[:SETTLED_ROWS])
        audit.record_read(page="recoupment:open_items", subject_kind="open_item")
    return render(request, "recoupment/open_items.html", _shown(served, waiting, settled))


def _shown(
    served: PracticeRequest, waiting: list[OpenItem], settled: list[OpenItem]
) -> dict[str, object]:
    return {
        "group": served.organization,
        "waiting": [_told(served, item) for item in waiting],
        "settled": [_told(served, item) for item in settled],
        "sum_cents": sum(item.cents for item in waiting),
        "today": timezone.localdate(),
    }


def _told(request: PracticeRequest, item: OpenItem) -> dict[str, object]:
    practices = {practice.pk: practice for practice in request.places.practices}
    return {
        "item": item,
        "means": provider_reason_words(item.reason),
        "practice": practices.get(item.practice_id) if item.practice_id else None,
    }


@requires(Permission.SEE_REMITTANCES)
def of_share(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Those that came with one remittance and were booked here; a panel, or a page of its own."""
    served, row = cast(PracticeRequest, request), get_object_or_404(Remittance.objects.all(), pk=pk)
    items = queries.of_share(row.payment_id, served.practice.pk)
    template = "recoupment/of_share.html" + ("#panel" if request.headers.get("HX-Request") else "")
    shown = {"remittance": row, "items": [_told(served, item) for item in items]}
    return render(request, template, shown)
