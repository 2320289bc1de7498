"""One payment with its proof, and whose the claims are that nobody could place."""

import uuid
from collections.abc import Collection, Sequence
from typing import cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from billing.claims.models import Claim
from compliance.access.decorators import requires
from compliance.access.roles import Permission
from compliance.audit import actions as audit
from practices.registry.middleware import PracticeRequest
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.clearing import queries
from remits.clearing.answer import Answer
from remits.clearing.area import in_clearing
from remits.clearing.models import Payment, PaymentState
from remits.clearing.views.origin import brought_by
from remits.clearing.views.settling import found, stop_of
from remits.clearing.words import provider_reason_words

CLAIMS_SHOWN = 3


@requires(Permission.SEE_REMITTANCES)
def payment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    served = cast(PracticeRequest, request)
    with transaction.atomic(), in_clearing():
        row = found(queries.payment_of(served.organization.pk, pk))
        sums, lost = queries.sums(row), queries.unrouted(row)
        origins = queries.origins(row.file_id)
        users = queries.users_of(lost, [p.pk for p in served.places.practices])
        audit.record_read(page="clearing:payment", subject_kind="payment", subject_ids=[row.pk])
    shown = _proof(served, row, sums) | {"lost": lost, "takers": _takers(served, lost, users)}
    shown["brought_by"] = brought_by(served, origins)
    return render(request, "clearing/payment.html", shown)


def _takers(
    request: PracticeRequest, lost: Sequence[Answer], users: Collection[uuid.UUID]
) -> list[tuple[Practice, list[Claim]]]:
    """The practices that use a number of these claims, with their own claims of it.

    Each is visited by itself, and only where the person may see claims.
    """
    numbers = {n for answer in lost for n in (answer.control_number, answer.control_number.upper())}
    may_see = {practice.pk for practice in request.places.that_may(Permission.SEE_CLAIMS)}
    takers = [practice for practice in request.places.practices if practice.pk in users]
    return [(one, _claims_at(one, numbers) if one.pk in may_see else []) for one in takers]


def _claims_at(practice: Practice, numbers: Collection[str]) -> list[Claim]:
    with in_practice(practice):
        rows = Claim.objects.with_names().filter(control_number__in=numbers).newest_first()
        claims = list(rows[:CLAIMS_SHOWN])
        audit.record_read(
            page="clearing:payment", subject_kind="claim", subject_ids=[c.pk for c in claims]
        )
    return claims


def _proof(request: PracticeRequest, row: Payment, sums: queries.PaymentSums) -> dict[str, object]:
    return {
        "group": request.organization,
        "payment": row,
        "sums": sums,
        "explained": sums.explains(row.paid_cents),
        "practices": request.places.practices,
        "sentence": _sentence(row),
        **_parts(request, row),
        **stop_of(request, row),
    }


def _parts(request: PracticeRequest, row: Payment) -> dict[str, object]:
    """What it falls into, with the practice of each part where the person may know it."""
    by_key = {str(practice.pk): practice for practice in request.places.practices}
    return {
        "shares": [(share, by_key.get(str(share.practice_id))) for share in row.shares.all()],
        "adjustments": [
            (told, provider_reason_words(told["reason"]), by_key.get(told.get("practice")))
            for told in row.adjustments
        ],
    }


DIFFERS = "Payer, trace, amount and day are those of an earlier one, but its claims differ."
BALANCED = "It adds up, and every cent of it is with a practice or explained."
STOPS = {
    PaymentState.QUARANTINED: "It does not add up, so nothing of it was used; ask the payer for a"
    " corrected one.",
    PaymentState.DUPLICATE: "It came before, to the last claim, and is not used again.",
    PaymentState.FOREIGN: "No practice of this group has its payee's NPI or tax ID; nothing of it"
    " was used.",
    PaymentState.PARTED: "Some of its claims could belong to more than one practice; say whose"
    " they are.",
}


def _sentence(row: Payment) -> str:
    """Why it stopped, or that it did not, in one sentence."""
    if row.state == PaymentState.DUPLICATE and row.differs:
        return DIFFERS
    return STOPS.get(PaymentState(row.state), BALANCED)
