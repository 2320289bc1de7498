"""The payment page: what the payer says, what we propose, and what a person decides."""

import uuid
from typing import cast

import msgspec
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing.claims.models import Claim
from billing.ledger.queries import book_of_claim, open_cents_by_claim
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.desk import queries as desk
from practices.desk.actions import SNOOZE_REASONS
from practices.desk.views import scope_of
from practices.jobs import actions as jobs
from practices.jobs import queries as job_queries
from practices.registry.ids import new_id
from practices.registry.middleware import PracticeRequest
from remits.clearing.answer import Answer
from remits.clearing.words import STATUSES
from remits.matching.models import ClaimPayment, PaymentStage, Remittance
from remits.posting import actions, facts, page, queries
from remits.posting.actions import SEND_BACK_REASONS, WRONG_REASONS
from remits.posting.forms import (
    ApprovalsForm,
    CorrectionForm,
    OneForm,
    SendBackForm,
    VersionForm,
    WrongForm,
)
from remits.posting.plan import pair_in_question
from remits.posting.queries import KIND


@requires(Permission.SEE_REMITTANCES)
def payment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return render(request, "posting/payment.html", _shown(request, _row(pk)))


def _row(pk: uuid.UUID) -> ClaimPayment:
    rows = ClaimPayment.objects.select_related(
        "remittance", "claim", "claim__patient", "claim__payer"
    )
    row: ClaimPayment = get_object_or_404(rows, pk=pk)
    return row


def _shown(request: HttpRequest, row: ClaimPayment) -> dict[str, object]:
    answer = msgspec.convert(row.facts, Answer)
    return {
        **_said(row, answer),
        **_proposed(row),
        **_around(row),
        **_asked(request, row, answer),
        "may_post": cast(PracticeRequest, request).access.may(Permission.POST_PAYMENTS),
        "today": timezone.localdate(),
    }


def _said(row: ClaimPayment, answer: Answer) -> dict[str, object]:
    """What the payer says line by line, beside what would be booked of it."""
    lines = page.lines_shown(answer, queries.our_lines(row.claim), row.corrections)
    return {
        "row": row,
        "answer": answer,
        "status": STATUSES.get(row.status_code, row.status_code),
        "lines": lines,
        "totals": page.totals(answer, lines),
        "adds_up": page.adds_up(answer),
        "marks": page.marks_of(answer, _seen(row.claim), row.remittance.payer_name)
        if row.claim
        else [],
    }


def _seen(claim: Claim) -> dict[str, object]:
    return {
        "control_number": claim.control_number,
        "last_name": claim.patient.last_name,
        "first_name": claim.patient.first_name,
        "member_id": claim.member_id,
        "charge_cents": claim.charge_cents,
        "served_on": claim.served_on,
        "payer_name": claim.payer.name,
    }


def _proposed(row: ClaimPayment) -> dict[str, object]:
    """What would be booked and told, and the one sentence that says why."""
    proposal = row.proposal
    return {
        "sentence": page.sentence(row.stage, row.question_text, proposal),
        "legs": page.legs_shown(proposal["legs"]) if proposal else [],
        "write_back": page.write_back_words(proposal, row.control_number) if proposal else [],
        "runner_up": queries.runner_up(row),
        "is_posted": row.stage == PaymentStage.POSTED,
        "waits": row.stage not in {PaymentStage.POSTED, PaymentStage.NO_MONEY},
    }


def _around(row: ClaimPayment) -> dict[str, object]:
    """What the books and other payers say of the same claim."""
    return {
        "open_cents": open_cents_by_claim([row.claim_id]).get(row.claim_id) if row.claim_id else 0,
        "entries": book_of_claim(row.claim_id) if row.claim_id else [],
        "siblings": list(queries.of_same_claim(row)),
        "plans": queries.other_plans(row.claim),
        "history": queries.history(row),
    }


def _asked(request: HttpRequest, row: ClaimPayment, answer: Answer) -> dict[str, object]:
    """What a person may choose, with the keys that choose it."""
    words = request.GET.get("q", "")[:60]
    pair = pair_in_question(
        facts.paid_of(answer),
        row.question,
        corrections=facts.corrections_from_json(row.corrections),
    )
    return {
        "item": desk.item_of(KIND, row.pk),
        "correction": CorrectionForm(pairs=page.pairs(answer), initial=_chosen(row)),
        "pair": "-".join(pair) if pair else "",
        "choices": page.choices(pair),
        "candidates": _candidates(row, answer, words),
        "words": words,
        "do": request.GET.get("do", ""),
        **REASONS,
    }


REASONS = {
    "send_back_reasons": SEND_BACK_REASONS,
    "wrong_reasons": WRONG_REASONS,
    "snooze_reasons": SNOOZE_REASONS,
}


def _chosen(row: ClaimPayment) -> dict[str, object]:
    return {f"home:{pair}": account for pair, account in row.corrections.items()} | {
        "version": row.version
    }


@requires(Permission.SEE_REMITTANCES)
def candidates(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Claims found by number or name, as choices inside the page."""
    row, words = _row(pk), request.GET.get("q", "")[:60]
    found = _candidates(row, msgspec.convert(row.facts, Answer), words)
    return render(request, "posting/candidates.html", {"candidates": found, "words": words})


def _candidates(
    row: ClaimPayment, answer: Answer, words: str
) -> list[tuple[Claim, list[page.Mark]]]:
    """Each claim with what it has in common with the answer, and what not."""
    payer = row.remittance.payer_name
    return [
        (claim, page.marks_of(answer, _seen(claim), payer))
        for claim in queries.other_claims(row, words)
    ]


@requires(Permission.SEE_REMITTANCES)
def raw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = _row(pk)
    return render(request, "posting/raw.html", {"row": row, "segments": queries.raw_segments(row)})


@require_POST
@requires(Permission.POST_PAYMENTS)
def posting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """1: post as proposed."""
    row = _row(pk)
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
        actions.undo(claim_payment_id=_row(pk).pk, now=now, today=timezone.localdate())
    except actions.NotPosted as why:
        return _refused(request, pk, why)
    messages.success(request, "Undone by a reversing entry. Nothing was deleted.")
    return redirect(_path(request, pk))


@require_POST
@requires(Permission.POST_PAYMENTS)
def correction(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """2: change the homes or the claim; the proposal is worked out again."""
    row = _row(pk)
    form = CorrectionForm(request.POST, pairs=page.pairs(msgspec.convert(row.facts, Answer)))
    if not form.is_valid():
        shown = _shown(request, row) | {"correction": form}
        return render(request, "posting/payment.html", shown, status=422)
    try:
        _change(pk, form)
    except (actions.NothingToPost, actions.SomeoneElseActed) as why:
        return _refused(request, pk, why)
    messages.success(request, "Worked out again with your choice.")
    return redirect(_path(request, pk))


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
    row = _row(pk)
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
    row, form = _row(pk), SendBackForm(request.POST)
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
        actions.say_wrong(claim_payment_id=_row(pk).pk, reason=reason, now=timezone.now())
        messages.success(request, "Noted. Agreement is measured from this.")
    return redirect(_path(request, pk))


@require_POST
@requires(Permission.POST_PAYMENTS)
def approvals(request: HttpRequest) -> HttpResponse:
    """Bulk: one job a practice posts what was ticked; the answer shows how far it is."""
    scope = scope_of(cast(PracticeRequest, request), Permission.POST_PAYMENTS)
    ticked = queries.ticked(scope, ApprovalsForm(request.POST).items())
    if not ticked:
        messages.warning(request, "Nothing that could be posted was ticked.")
        return redirect("desk:desk")
    batch = new_id().hex
    with transaction.atomic():
        for practice_id, subjects in ticked.items():
            _enqueue_approval(request, batch, practice_id, subjects)
    return redirect("posting:approval", batch=batch)


@require_POST
@requires(Permission.POST_PAYMENTS)
def remittance_posting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Post everything of one remittance that is proposed; what has a question stays."""
    subjects = queries.proposed_in(get_object_or_404(Remittance.objects.all(), pk=pk))
    if not subjects:
        messages.warning(request, "Nothing of this remittance waits for a yes.")
        return redirect(_remittance_path(request, pk))
    batch = new_id().hex
    _enqueue_approval(request, batch, cast(PracticeRequest, request).practice.pk, subjects)
    return redirect("posting:approval", batch=batch)


@require_POST
@requires(Permission.POST_PAYMENTS)
def remittance_undoing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back all postings of one remittance, each by its own reversing entry."""
    served, row = cast(PracticeRequest, request), get_object_or_404(Remittance.objects.all(), pk=pk)
    jobs.enqueue(
        kind="posting.take_back",
        key=f"{row.pk.hex}:{new_id().hex}",
        practice=served.practice.pk,
        arguments={"user": served.user.pk, "remittance": row.pk.hex},
        now=timezone.now(),
    )
    messages.success(request, "All its postings are being taken back; nothing is deleted.")
    return redirect(_remittance_path(request, pk))


def _remittance_path(request: HttpRequest, pk: uuid.UUID) -> str:
    practice = cast(PracticeRequest, request).practice.public_id
    return reverse("matching:remittance", kwargs={"practice": practice, "pk": pk})


@requires(Permission.SEE_REMITTANCES)
def explanation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the payer says of each claim, in our words, to print: of all of them or of one."""
    row, form = get_object_or_404(Remittance.objects.all(), pk=pk), OneForm(request.GET)
    only = form.cleaned_data["payment"] if form.is_valid() else None
    told = [_explained(one) for one in queries.explained(row, only)]
    if not told:
        raise Http404
    shown = {"remittance": row, "told": told, "only": only, "now": timezone.now()}
    return render(request, "posting/explanation.html", shown)


def _explained(row: ClaimPayment) -> dict[str, object]:
    answer = msgspec.convert(row.facts, Answer)
    lines = page.lines_shown(answer, queries.our_lines(row.claim), row.corrections)
    return {
        "row": row,
        "answer": answer,
        "status": STATUSES.get(row.status_code, row.status_code),
        "lines": lines,
        "totals": page.totals(answer, lines),
    }


def _enqueue_approval(
    request: HttpRequest, batch: str, practice_id: uuid.UUID, subjects: list[uuid.UUID]
) -> None:
    person = cast(PracticeRequest, request).user
    jobs.enqueue(
        kind="posting.approve",
        key=f"{batch}:{practice_id}",
        practice=practice_id,
        arguments={"user": person.pk, "claim_payments": [pk.hex for pk in subjects]},
        now=timezone.now(),
    )


@requires(Permission.POST_PAYMENTS)
def approval(request: HttpRequest, batch: str) -> HttpResponse:
    scope = scope_of(cast(PracticeRequest, request), Permission.POST_PAYMENTS)
    progress = job_queries.progress("posting.approve", f"{batch}:", scope.practice_ids)
    if not progress.total:
        raise Http404
    template = "posting/approval.html" + ("#card" if request.headers.get("HX-Request") else "")
    return render(request, template, {"batch": batch, "progress": progress})


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
