"""The payment page: what the payer says, what we propose, and what it may be instead."""

import uuid
from typing import cast

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from billing.claims.models import Claim
from billing.ledger.queries import book_of_claim, open_cents_by_claim
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.desk import queries as desk
from practices.desk.actions import SNOOZE_REASONS
from practices.registry.middleware import PracticeRequest
from practices.sync.queries import write_backs_of
from remits.clearing.answer import Answer
from remits.clearing.words import STATUSES
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting import by_line, facts, page, queries
from remits.posting.actions import SEND_BACK_REASONS, WRONG_REASONS
from remits.posting.forms import CorrectionForm
from remits.posting.queries import KIND
from remits.posting.stops import pair_in_question


@requires(Permission.SEE_REMITTANCES)
def payment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return render(request, "posting/payment.html", shown_of(request, row_of(pk)))


def row_of(pk: uuid.UUID) -> ClaimPayment:
    rows = ClaimPayment.objects.select_related(
        "remittance", "claim", "claim__patient", "claim__payer"
    )
    row: ClaimPayment = get_object_or_404(rows, pk=pk)
    return row


def shown_of(request: HttpRequest, row: ClaimPayment) -> dict[str, object]:
    answer = answer_of(row)
    return {
        **answered(row, answer),
        "adds_up": page.adds_up(answer),
        "marks": _marks(row, answer, row.claim) if row.claim else [],
        **_proposed(row),
        **_around(row),
        **_asked(request, row, answer),
        "may_post": cast(PracticeRequest, request).access.may(Permission.POST_PAYMENTS),
        "today": timezone.localdate(),
    }


def answer_of(row: ClaimPayment) -> Answer:
    return msgspec.convert(row.facts, Answer)


def answered(row: ClaimPayment, answer: Answer) -> dict[str, object]:
    """What the payer says line by line, beside what would be booked of it."""
    lines = by_line.lines_shown(answer, queries.our_lines(row.claim), row.corrections)
    return {
        "row": row,
        "answer": answer,
        "status": STATUSES.get(row.status_code, row.status_code),
        "lines": lines,
        "totals": by_line.totals(answer, lines),
    }


def _marks(row: ClaimPayment, answer: Answer, claim: Claim) -> list[page.Mark]:
    return page.marks_of(answer, _seen(claim), row.remittance.payer_name)


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
        "orders": write_backs_of(row.pk),
    }


def _asked(request: HttpRequest, row: ClaimPayment, answer: Answer) -> dict[str, object]:
    """What a person may choose, with the keys that choose it."""
    words = request.GET.get("q", "")[:60]
    return {
        "item": desk.item_of(KIND, row.pk),
        "correction": CorrectionForm(pairs=page.pairs(answer), initial=_chosen(row)),
        "candidates": _candidates(row, answer, words),
        "words": words,
        "do": request.GET.get("do", ""),
        **_choices(row, answer),
        **REASONS,
    }


def _choices(row: ClaimPayment, answer: Answer) -> dict[str, object]:
    """The adjustment that is in question, and the accounts that may answer it."""
    corrections = facts.corrections_from_json(row.corrections)
    pair = pair_in_question(facts.paid_of(answer), row.question, corrections=corrections)
    return {"pair": "-".join(pair) if pair else "", "choices": page.choices(pair)}


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
    row, words = row_of(pk), request.GET.get("q", "")[:60]
    found = _candidates(row, answer_of(row), words)
    return render(request, "posting/candidates.html", {"candidates": found, "words": words})


def _candidates(
    row: ClaimPayment, answer: Answer, words: str
) -> list[tuple[Claim, list[page.Mark]]]:
    """Each claim with what it has in common with the answer, and what not."""
    return [(claim, _marks(row, answer, claim)) for claim in queries.other_claims(row, words)]


@requires(Permission.SEE_REMITTANCES)
def raw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = row_of(pk)
    return render(request, "posting/raw.html", {"row": row, "segments": queries.raw_segments(row)})
