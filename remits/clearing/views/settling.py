"""What becomes of a file or payment that stopped: a person says so."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.desk import queries as desk
from practices.desk.models import ItemState
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Organization, Practice
from remits.clearing import actions
from remits.clearing.forms import RoutingForm, SettlementForm
from remits.clearing.models import Payment, RemitFile


def stop_of(request: PracticeRequest, row: Payment) -> dict[str, object]:
    """What may become of a payment that stopped."""
    return {
        **decision_on(request, "remit_payment", row.pk, is_stopped=row.is_stopped),
        "settle_at": reverse("clearing:settlement", args=[request.organization.public_id, row.pk]),
        "take_up_at": _take_up_at(request.organization, row),
        "take_up_words": "It is another payment: take it up" if row.differs else "Look again",
    }


def _take_up_at(group: Organization, row: Payment) -> str:
    if not row.can_be_taken_up:
        return ""
    return reverse("clearing:taking_up", args=[group.public_id, row.pk])


def decision_on(
    request: PracticeRequest, kind: str, pk: uuid.UUID, *, is_stopped: bool
) -> dict[str, object]:
    """What the page needs to ask what becomes of it, or to say what was decided."""
    item = desk.item_of(kind, pk)
    return {
        "item": item,
        "may_decide": request.access.may(Permission.POST_PAYMENTS),
        "settlements": actions.SETTLEMENTS,
        "settled": actions.SETTLEMENTS.get(item.outcome) if item else None,
        "waits": is_stopped and item is not None and item.state != ItemState.DONE,
    }


def found[Row: (RemitFile, Payment)](row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row


@require_POST
@requires(Permission.POST_PAYMENTS)
def routing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A person says whose the claims are that no rule could place."""
    served, form = cast(PracticeRequest, request), RoutingForm(request.POST)
    chosen = form.cleaned_data["practice"] if form.is_valid() else None
    practice = next((p for p in served.places.practices if p.pk == chosen), None)
    if practice is None:
        raise Http404
    _route(request, pk, practice)
    return _next(request, "remit_payment", pk)


def _route(request: HttpRequest, pk: uuid.UUID, practice: Practice) -> None:
    group = cast(PracticeRequest, request).organization
    if actions.route(payment_id=pk, organization=group, practice=practice, now=timezone.now()):
        messages.success(request, f"These claims now go to {practice.name}.")
    else:
        messages.warning(request, "Somebody said before whose these claims are. Nothing changed.")


def _next(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """After an outcome comes what waits next; another group's item is none."""
    item, group = desk.item_of(kind, pk), cast(PracticeRequest, request).organization
    is_ours = item is not None and item.organization_id == group.pk
    return redirect(reverse("desk:start") + (f"?after={item.pk}" if item and is_ours else ""))


@require_POST
@requires(Permission.POST_PAYMENTS)
def settlement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A person says why nobody has to look at this payment again."""
    _settle(request, partial(actions.settle_payment, payment_id=pk))
    return _next(request, "remit_payment", pk)


@require_POST
@requires(Permission.POST_PAYMENTS)
def file_settlement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    _settle(request, partial(actions.settle_file, file_id=pk))
    return _next(request, "remit_file", pk)


def _settle(request: HttpRequest, settle: Callable[..., None]) -> None:
    group, form = cast(PracticeRequest, request).organization, SettlementForm(request.POST)
    if not form.is_valid():
        raise Http404
    with _told_if_in_use(request):
        settle(organization=group, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Settled. Nothing of it was used.")


@require_POST
@requires(Permission.POST_PAYMENTS)
def taking_up(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A person says that a payment which looked like another, or like nobody's, is ours to post."""
    group = cast(PracticeRequest, request).organization
    with _told_if_in_use(request):
        actions.take_up(payment_id=pk, organization=group, now=timezone.now())
        messages.success(request, "Being read again. Its claims come to the desk in a moment.")
    return redirect("clearing:payment", organization=group.public_id, pk=pk)


@contextmanager
def _told_if_in_use(request: HttpRequest) -> Iterator[None]:
    try:
        yield
    except actions.NotStopped as why:
        messages.warning(request, f"{why} Nothing was changed.")
