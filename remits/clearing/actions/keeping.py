"""What a file says is kept: each payment split, stopped with a reason, or known from before."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from practices.desk import actions as desk
from practices.events.actions import raise_events
from practices.jobs import actions as jobs
from practices.money import dollars
from remits.clearing import parts, queries
from remits.clearing.actions.handing import hand_over, new_share
from remits.clearing.models import FileState, Payment, PaymentState, RemitFile, Share
from remits.clearing.reading import ReadPayment, Refusal
from remits.clearing.split import Routes, Site, sites_paid, split

DAYS_TO_CLEAR = 2


def refuse(*, file: RemitFile, refusal: Refusal, now: datetime, today: date) -> None:
    """The file cannot be read: say where and why, keep it, and put it on the desk."""
    file.state, file.refusal = FileState.REFUSED.value, refusal.as_json()
    file.save(update_fields=["state", "refusal"])
    _ask(
        kind="remit_file",
        subject_id=file.pk,
        path=f"/o/{file.organization.public_id}/remittances/{file.pk}/",
        question="REFUSED",
        words=refusal.message[:200],
        payer_name="",
        cents=0,
        organization_id=file.organization_id,
        now=now,
        today=today,
    )


def keep(*, file: RemitFile, payments: Sequence[ReadPayment], now: datetime, today: date) -> None:
    """Keep every payment of a file that could be read: split, stopped with a reason, or known.

    Each practice gets its shares of the whole file at once, so that they are matched together.
    """
    kept: list[Payment] = []
    shares: list[Share] = []
    group = queries.sites(file.organization_id)
    known = queries.Known(file.organization_id, payments)
    routes = queries.routes(parts.numbers(payments), [site.practice_id for site in group])
    for read in payments:
        payment = _payment(file, read, now)
        sites = sites_paid(group, payee_npi=read.payee_npi, payee_tax_id=read.payee_tax_id)
        stop = _stop(payment, read, sites, known)
        if stop is None:
            mine = share_out(payment, read, sites, routes, now=now)
            shares += mine
            if payment.unrouted is not None:
                unrouted_cents = (payment.proof or {})["unrouted_cents"]
                words = words_of_unrouted(payment)
                _ask_group(payment, "WHICH_PRACTICE", words, unrouted_cents, now=now, today=today)
        else:
            _keep_stopped(payment, stop, now=now, today=today)
        kept.append(payment)
        if payment.state not in {PaymentState.DUPLICATE, PaymentState.QUARANTINED}:
            known.add(payment)
    Payment.objects.bulk_create(kept)
    _raise(file, kept, now)
    Share.objects.bulk_create(shares)
    hand_over(shares, now=now)
    file.state = FileState.READ.value
    file.save(update_fields=["state"])


def _raise(file: RemitFile, kept: Sequence[Payment], now: datetime) -> None:
    """The group's event: one payment may be several practices'. What came before is no news."""
    new = [payment.pk for payment in kept if payment.state != PaymentState.DUPLICATE]
    raise_events("era.received", new, at=now, organization_id=file.organization_id)


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a payment goes no further. Without a question nobody has to look."""

    state: PaymentState
    question: str = ""
    words: str = ""


def _payment(file: RemitFile, read: ReadPayment, now: datetime) -> Payment:
    return Payment(
        file=file,
        organization_id=file.organization_id,
        ordinal=read.ordinal,
        control=read.control,
        originator_id=read.originator_id,
        payer_name=read.payer_name[:80],
        trace=read.trace,
        method=read.method,
        payee_npi=read.payee_npi,
        payee_tax_id=read.payee_tax_id,
        payee_name=read.payee_name[:80],
        paid_cents=read.paid_cents,
        claims_cents=sum(answer.paid_cents for answer in read.answers),
        adjustments_cents=sum(adjustment.cents for adjustment in read.adjustments),
        claim_count=len(read.answers),
        effective_on=read.effective_on,
        gaps=[gap.as_json() for gap in read.gaps],
        warnings=list(read.warnings),
        adjustments=[parts.adjustment_json(adjustment, None) for adjustment in read.adjustments],
        body_sha256=read.body_sha256,
        read_at=now,
    )


def _stop(
    payment: Payment, read: ReadPayment, sites: Sequence[Site], known: queries.Known
) -> Stop | None:
    if read.gaps:
        gap = read.gaps[-1]
        words = f"Off by {dollars(gap.cents)} at the {gap.level} level."
        return Stop(PaymentState.QUARANTINED, "OUT_OF_BALANCE", words)
    payment.duplicate_of = known.earlier(payment)
    if payment.duplicate_of is not None:
        if payment.duplicate_of.body_sha256 == payment.body_sha256:
            return Stop(PaymentState.DUPLICATE)
        words = "Trace, amount and day of an earlier payment, but its claims differ."
        return Stop(PaymentState.DUPLICATE, "CAME_DIFFERENTLY", words)
    if not sites:
        return Stop(PaymentState.FOREIGN, "FOREIGN", "The payee is no practice of this group.")
    return None


def _keep_stopped(payment: Payment, stop: Stop, *, now: datetime, today: date) -> None:
    payment.state = stop.state.value
    if stop.question:
        _ask_group(payment, stop.question, stop.words, payment.paid_cents, now=now, today=today)


def share_out(
    payment: Payment, read: ReadPayment, sites: Sequence[Site], routes: Routes, *, now: datetime
) -> list[Share]:
    """Split and prove that the parts sum; payment and shares are saved by the caller."""
    divided = split(
        paid_cents=read.paid_cents,
        pieces=parts.pieces(read),
        adjustments=parts.split_adjustments(read),
        sites=sites,
        payee_npi=read.payee_npi,
        routes=routes,
    )
    assert divided.explains_every_cent, "the split lost or made money"
    payment.state = (PaymentState.PARTED if divided.unrouted else PaymentState.SPLIT).value
    payment.proof = parts.proof(divided)
    payment.adjustments = parts.adjustments_json(read, divided)
    payment.unrouted = parts.unrouted_body(read, divided)
    if read.adjustments:
        jobs.enqueue(
            kind="recoupment.open",
            key=payment.pk.hex,
            arguments={"payment": payment.pk.hex},
            now=now,
        )
    return [
        new_share(payment, part.practice_id, parts.body_of(read, part)) for part in divided.parts
    ]


def words_of_unrouted(payment: Payment) -> str:
    """What the desk says of claims that no rule could place."""
    return f"{(payment.proof or {})['unrouted']} claims have no practice yet."


def _ask_group(
    payment: Payment, question: str, words: str, cents: int, *, now: datetime, today: date
) -> None:
    group = payment.organization.public_id
    _ask(
        kind="remit_payment",
        subject_id=payment.pk,
        path=f"/o/{group}/payments/{payment.pk}/",
        question=question,
        words=words,
        payer_name=payment.payer_name,
        reference=payment.trace,
        cents=cents,
        organization_id=payment.organization_id,
        now=now,
        today=today,
    )


def _ask(  # the rest is NewItem's own
    *,
    organization_id: uuid.UUID,
    now: datetime,
    today: date,
    **told: Any,  # noqa: ANN401  # NewItem's own
) -> None:
    item = desk.NewItem(since_on=today, due_on=today + timedelta(days=DAYS_TO_CLEAR), **told)
    desk.put([item], organization_id=organization_id, now=now)
