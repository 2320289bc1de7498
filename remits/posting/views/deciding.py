"""What a person decides about one payment, and where it leads."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.desk import queries as desk
from practices.registry.middleware import PracticeRequest
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting import actions, page
from remits.posting.forms import CorrectionForm, SendBackForm, VersionForm, WrongForm
from remits.posting.queries import KIND
from remits.posting.views.showing import answer_of, row_of, shown_of


@require_POST
@requires(Permission.POST_PAYMENTS)
def posting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """1: post as proposed."""
    row = row_of(pk)
    try:
        row = actions.post(claim_payment_id=row.pk, version=_version(request), now=timezone.now())
    except (actions.NothingToPost, actions.SomeoneElseActed) as why:
        return _refused(request, pk, why)
    if row.stage != PaymentStage.POSTED:
        messages.warning(request, f"Not posted: {row.question_text}")
        return redirect(_path(request, pk))
    return _next(request, row, "Posted.", undo=True)


@require_POST
@requires(Permission.POST_PAYMENTS)
def undoing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Z: take the posting back by a reversing entry."""
    now = timezone.now()
    try:
        actions.undo(claim_payment_id=row_of(pk).pk, now=now, today=timezone.localdate())
    except actions.NotPosted as why:
        return _refused(request, pk, why)
    messages.success(request, "Undone by a reversing entry. Nothing was deleted.")
    return redirect(_path(request, pk))


@require_POST
@requires(Permission.POST_PAYMENTS)
def correction(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """2: change the homes or the claim; the proposal is worked out again."""
    row = row_of(pk)
    form = CorrectionForm(request.POST, pairs=page.pairs(answer_of(row)))
    if not form.is_valid():
        return _asked_again(request, row, form)
    try:
        _change(pk, form)
    except (actions.NothingToPost, actions.SomeoneElseActed) as why:
        return _refused(request, pk, why)
    messages.success(request, "Worked out again with your choice.")
    return redirect(_path(request, pk))


def _asked_again(request: HttpRequest, row: ClaimPayment, form: CorrectionForm) -> HttpResponse:
    shown = shown_of(request, row) | {"correction": form}
    return render(request, "posting/payment.html", shown, status=422)


def _change(pk: uuid.UUID, form: CorrectionForm) -> None:
    told = form.cleaned_data
    actions.change(
        claim_payment_id=pk,
        version=told["version"],
        corrections=form.corrections(),
        claim_id=told["claim"],
        looked=told["looked"],
        now=timezone.now(),
    )


@require_POST
@requires(Permission.POST_PAYMENTS)
def detaching(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """0: it is none of the claims it was found for."""
    row = row_of(pk)
    try:
        actions.detach(claim_payment_id=row.pk, version=_version(request), now=timezone.now())
    except (actions.NothingToPost, actions.SomeoneElseActed) as why:
        return _refused(request, pk, why)
    messages.success(request, "Taken off its claim. Choose the one that is meant.")
    return redirect(_path(request, pk))


@require_POST
@requires(Permission.POST_PAYMENTS)
def sending_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """3: not now, with a reason."""
    row, form = row_of(pk), SendBackForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the reasons.")
        return redirect(_path(request, pk))
    try:
        row = actions.send_back(claim_payment_id=row.pk, now=timezone.now(), **form.cleaned_data)
    except (actions.NothingToPost, actions.SomeoneElseActed) as why:
        return _refused(request, pk, why)
    return _next(request, row, "Sent back.", undo=False)


@require_POST
@requires(Permission.POST_PAYMENTS)
def verdict(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """W: the proposal was wrong, because."""
    form = WrongForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.say_wrong(claim_payment_id=row_of(pk).pk, reason=reason, now=timezone.now())
        messages.success(request, "Noted. Agreement is measured from this.")
    return redirect(_path(request, pk))


def _version(request: HttpRequest) -> int | None:
    form = VersionForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else None


def _path(request: HttpRequest, pk: uuid.UUID) -> str:
    practice = cast(PracticeRequest, request).practice.public_id
    return reverse("posting:payment", kwargs={"practice": practice, "pk": pk})


def _refused(request: HttpRequest, pk: uuid.UUID, why: Exception) -> HttpResponse:
    messages.warning(request, f"{why} Nothing was done.")
    return redirect(_path(request, pk))


def _next(request: HttpRequest, row: ClaimPayment, words: str, *, undo: bool) -> HttpResponse:
    """After an outcome comes the next payment that waits, with the way back in the toast."""
    undo_path = _path(request, row.pk) + "undoing/" if undo else ""
    messages.success(request, words, extra_tags=undo_path)
    item = desk.item_of(KIND, row.pk)
    return redirect(reverse("desk:start") + (f"?after={item.pk}" if item else ""))
