"""The log of deliveries, and one of them with its tries."""

import uuid
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.events import actions, queries
from practices.events.catalogue import CATALOGUE
from practices.events.forms import LogForm
from practices.events.models import Delivery, DeliveryState
from practices.events.sending import TROUBLES
from practices.events.views.common import group_of, sent


@requires(Permission.RUN_WEBHOOKS)
def deliveries(request: HttpRequest) -> HttpResponse:
    group, filters = group_of(request), LogForm(request.GET).filters()
    shown = {
        "group": group,
        "page": queries.log(group, filters),
        "endpoints": queries.endpoints(group),
        **_asked(filters),
    }
    goes_on = filters.after and request.headers.get("HX-Request")
    return render(request, "events/deliveries.html" + ("#more" if goes_on else ""), shown)


def _asked(filters: queries.Filters) -> dict[str, object]:
    """What was chosen, what may be, and the query that asks for it again."""
    told = {"endpoint": filters.endpoint_id, "state": filters.state, "type": filters.name}
    asked = {name: str(value) for name, value in told.items() if value}
    return {
        "asked": asked,
        "query": urlencode(asked),
        "states": DeliveryState.choices,
        "kinds": CATALOGUE.values(),
        "more": bool(filters.after),
    }


@requires(Permission.RUN_WEBHOOKS)
def delivery(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _delivery(request, pk)
    shown = {
        "group": group_of(request),
        "delivery": row,
        "trouble": TROUBLES.get(row.trouble, ""),
        "tries": [(one, TROUBLES.get(one.trouble, "")) for one in queries.tries(row)],
        "body": queries.body_of(row).decode(),
    }
    return render(request, "events/delivery.html", shown)


@requires(Permission.RUN_WEBHOOKS)
@require_POST
def redelivery(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _delivery(request, pk)
    return sent(
        request,
        lambda: actions.redeliver(delivery=row, now=timezone.now()),
        "It is on its way again, under the same id.",
        row,
    )


def _delivery(request: HttpRequest, pk: uuid.UUID) -> Delivery:
    row = queries.delivery(group_of(request), pk)
    if row is None:
        raise Http404
    return row
