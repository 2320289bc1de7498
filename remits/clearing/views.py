"""Remittances of a group: what came in, the proof of each payment, and what could not be split."""

import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.claims.models import Claim
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from compliance.audit import actions as audit
from practices.desk import queries as desk
from practices.desk.models import ItemState
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from remits.clearing import actions, queries
from remits.clearing.answer import Answer
from remits.clearing.area import in_clearing
from remits.clearing.forms import RoutingForm, SettlementForm, UploadForm
from remits.clearing.models import FileState, Payment, PaymentState, RemitFile
from remits.clearing.words import provider_reason_words

CLAIMS_SHOWN = 3


@requires(Permission.SEE_REMITTANCES)
def files(request: HttpRequest) -> HttpResponse:
    return _files(request, UploadForm())


def _files(request: HttpRequest, form: UploadForm) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    with in_clearing():
        shown = {"group": group, "files": queries.files(group.pk), "form": form}
    return render(request, "clearing/files.html", shown, status=422 if form.errors else 200)


@require_POST
@requires(Permission.TAKE_IN_REMITTANCES)
def uploads(request: HttpRequest) -> HttpResponse:
    group = cast(PracticeRequest, request).organization
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _files(request, form)
    taken = _take_in(form, group)
    if taken.came_before:
        messages.warning(request, "This very file came before. It was noted and not read again.")
    return redirect("clearing:file", organization=group.public_id, pk=taken.file_id)


def _take_in(form: UploadForm, group: Organization) -> actions.TakenIn:
    file = form.cleaned_data["file"]
    return actions.take_in(
        data=file.read(),
        name=file.name or "",
        organization=group,
        source="upload",
        now=timezone.now(),
    )


@requires(Permission.SEE_REMITTANCES)
def file(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A file being read shows its progress; HTMX asks again until it is done."""
    template = "clearing/file.html" + ("#progress" if request.headers.get("HX-Request") else "")
    return render(request, template, _file_shown(cast(PracticeRequest, request), pk))


def _file_shown(request: PracticeRequest, pk: uuid.UUID) -> dict[str, object]:
    group = request.organization
    with in_clearing():
        row = _found(queries.file_of(group.pk, pk))
        return {
            "group": group,
            "file": row,
            "payments": queries.payments_of(row),
            "arrivals": list(row.arrivals.order_by("pk")),
            "reading": row.state == FileState.RECEIVED,
            "settle_at": reverse("clearing:file_settlement", args=[group.public_id, row.pk]),
            **_decision(request, "remit_file", row.pk, is_stopped=row.refusal is not None),
        }


@requires(Permission.SEE_REMITTANCES)
def payment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    served = cast(PracticeRequest, request)
    with transaction.atomic(), in_clearing():
        row = _found(queries.payment_of(served.organization.pk, pk))
        sums, lost = queries.sums(row), queries.unrouted(row)
        users = queries.users_of(lost, [p.pk for p in served.places.practices])
        audit.record_read(page="clearing:payment", subject_kind="payment", subject_ids=[row.pk])
    shown = _proof(served, row, sums) | {"lost": lost, "takers": _takers(served, lost, users)}
    return render(request, "clearing/payment.html", shown)


def _takers(
    request: PracticeRequest, lost: Sequence[Answer], users: Collection[uuid.UUID]
) -> list[tuple[Practice, list[Claim]]]:
    """The practices that use a number of these claims, with their own claims of it.

    Each is visited by itself, and only where the person may see claims.
    """
    numbers = {n for answer in lost for n in (answer.control_number, answer.control_number.upper())}
    may_see = {practice.pk for practice in request.places.that_may(Permission.SEE_CLAIMS)}
    return [
        (practice, _claims_at(practice, numbers) if practice.pk in may_see else [])
        for practice in request.places.practices
        if practice.pk in users
    ]


def _claims_at(practice: Practice, numbers: Collection[str]) -> list[Claim]:
    with in_practice(practice):
        rows = Claim.objects.with_names().filter(control_number__in=numbers).newest_first()
        claims = list(rows[:CLAIMS_SHOWN])
        audit.record_read(
            page="clearing:payment", subject_kind="claim", subject_ids=[c.pk for c in claims]
        )
    return claims


def _proof(request: PracticeRequest, row: Payment, sums: queries.PaymentSums) -> dict[str, object]:
    by_id = {practice.pk: practice for practice in request.places.practices}
    by_key = {str(pk): practice for pk, practice in by_id.items()}
    return {
        "group": request.organization,
        "payment": row,
        "shares": [(share, by_id.get(share.practice_id)) for share in row.shares.all()],
        "adjustments": [
            (told, provider_reason_words(told["reason"]), by_key.get(told.get("practice")))
            for told in row.adjustments
        ],
        "sums": sums,
        "explained": sums.explains(row.paid_cents),
        "practices": request.places.practices,
        "sentence": _sentence(row, sums),
        **_stop(request, row),
    }


def _sentence(row: Payment, sums: queries.PaymentSums) -> str:
    """Why it stopped, or that it did not, in one sentence."""
    match row.state:
        case PaymentState.QUARANTINED:
            return (
                "It does not add up, so nothing of it was used; ask the payer for a corrected one."
            )
        case PaymentState.DUPLICATE if row.differs:
            return (
                "Payer, trace, amount and day are those of an earlier one, but its claims differ."
            )
        case PaymentState.DUPLICATE:
            return "It came before, to the last claim, and is not used again."
        case PaymentState.FOREIGN:
            return (
                "No practice of this group has its payee's NPI or tax ID; nothing of it was used."
            )
        case PaymentState.PARTED:
            return "Some of its claims could belong to more than one practice; say whose they are."
    return "It adds up, and every cent of it is with a practice or explained."


def _stop(request: PracticeRequest, row: Payment) -> dict[str, object]:
    """What may become of a payment that stopped."""
    return {
        **_decision(request, "remit_payment", row.pk, is_stopped=row.is_stopped),
        "settle_at": reverse("clearing:settlement", args=[request.organization.public_id, row.pk]),
        "take_up_at": _take_up_at(request.organization, row),
        "take_up_words": "It is another payment: take it up" if row.differs else "Look again",
    }


def _take_up_at(group: Organization, row: Payment) -> str:
    if not row.can_be_taken_up:
        return ""
    return reverse("clearing:taking_up", args=[group.public_id, row.pk])


def _decision(
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


@require_POST
@requires(Permission.POST_PAYMENTS)
def routing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A person says whose the claims are that no rule could place."""
    served, form = cast(PracticeRequest, request), RoutingForm(request.POST)
    chosen = form.cleaned_data["practice"] if form.is_valid() else None
    practice = next((p for p in served.places.practices if p.pk == chosen), None)
    if practice is None:
        raise Http404
    routed = actions.route(
        payment_id=pk, organization=served.organization, practice=practice, now=timezone.now()
    )
    if routed:
        messages.success(request, f"These claims now go to {practice.name}.")
    else:
        messages.warning(request, "Somebody said before whose these claims are. Nothing changed.")
    return _next(request, "remit_payment", pk)


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


def _found[Row: (RemitFile, Payment)](row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
