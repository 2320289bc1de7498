"""Taking in files, proving payments, splitting them, and handing practices their shares."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from compliance.access import context
from compliance.audit import actions as audit
from compliance.intake.hygiene import safe_name
from practices.desk import actions as desk
from practices.jobs import actions as jobs
from practices.money import dollars
from practices.registry.models import Organization, Practice
from remits.clearing import parts, queries
from remits.clearing.answer import ShareBody, decode, encode
from remits.clearing.area import in_clearing
from remits.clearing.models import (
    Arrival,
    FileState,
    Payment,
    PaymentState,
    RemitFile,
    Share,
)
from remits.clearing.reading import ReadPayment, Refusal
from remits.clearing.split import Routes, Site, sites_paid, split

DAYS_TO_CLEAR = 2
CLAIMS_PER_JOB_MAX = 5_000


class FileTooLarge(ValueError):
    """The file is larger than we agreed to read; nothing was kept."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """`came_before` means: the very same bytes, which were not read again."""

    file_id: uuid.UUID
    came_before: bool


@dataclass(frozen=True, slots=True)
class TakenShare:
    share_id: uuid.UUID
    payment_id: uuid.UUID
    body: ShareBody


@transaction.atomic
def take_in(
    *, data: bytes, name: str, organization: Organization, source: str, now: datetime
) -> TakenIn:
    """Keep the bytes under their hash and queue their reading. Raises FileTooLarge.

    The same bytes again are noted as another arrival and not read a second time.
    """
    if len(data) > settings.INTAKE_BYTES_MAX:
        raise FileTooLarge(f"More than {settings.INTAKE_BYTES_MAX // 2**20} MB; nothing was kept.")
    actor, shown_name = context.actor().key, safe_name(name)
    with in_clearing():
        file, is_new = _file(data, shown_name, organization, source, actor, now)
        Arrival.objects.create(file=file, name=shown_name, source=source, at=now, by=actor)
        audit.record(
            deed="remittance.arrived" if is_new else "remittance.came_again",
            subject_kind="remit_file",
            subject_ids=[file.pk],
        )
    if is_new:
        jobs.enqueue(
            kind="clearing.read", key=file.pk.hex, arguments={"file": file.pk.hex}, now=now
        )
    return TakenIn(file.pk, not is_new)


def _file(
    data: bytes, name: str, organization: Organization, source: str, actor: str, now: datetime
) -> tuple[RemitFile, bool]:
    """Two people who upload one file at once make one row: the database decides who was first."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        with transaction.atomic():
            file = RemitFile.objects.create(
                organization=organization,
                sha256=sha256,
                name=name,
                size_bytes=len(data),
                content=data,
                source=source,
                received_at=now,
                received_by=actor,
            )
    except IntegrityError:
        return RemitFile.objects.get(organization=organization, sha256=sha256), False
    return file, True


def refuse(*, file: RemitFile, refusal: Refusal, today: date) -> None:
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
            shares += _share_out(payment, read, sites, routes, now=now)
        else:
            _keep_stopped(payment, stop, today=today)
        kept.append(payment)
        if payment.state not in {PaymentState.DUPLICATE, PaymentState.QUARANTINED}:
            known.add(payment)
    Payment.objects.bulk_create(kept)
    Share.objects.bulk_create(shares)
    _hand_over(shares, now=now)
    file.state = FileState.READ.value
    file.save(update_fields=["state"])


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


def _keep_stopped(payment: Payment, stop: Stop, *, today: date) -> None:
    payment.state = stop.state.value
    if stop.question:
        _ask_group(payment, stop.question, stop.words, payment.paid_cents, today=today)


def _share_out(
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
    if divided.unrouted:
        words = f"{len(divided.unrouted)} claims have no practice yet."
        _ask_group(payment, "WHICH_PRACTICE", words, divided.unrouted_cents, today=now.date())
    return [_share(payment, part.practice_id, parts.body_of(read, part)) for part in divided.parts]


def _share(payment: Payment, practice_id: uuid.UUID, body: ShareBody, part: int = 1) -> Share:
    return Share(
        payment=payment,
        practice_id=practice_id,
        part=part,
        claims_cents=sum(answer.paid_cents for answer in body.answers),
        adjustments_cents=sum(adjustment.cents for adjustment in body.adjustments),
        claim_count=len(body.answers),
        body=encode(body),
    )


def _hand_over(shares: Sequence[Share], *, now: datetime) -> None:
    """One job for each practice, or several where a file is very large."""
    by_practice: dict[uuid.UUID, list[Share]] = {}
    for share in shares:
        by_practice.setdefault(share.practice_id, []).append(share)
    for practice_id, mine in by_practice.items():
        for chunk in parts.chunks(mine, claims_max=CLAIMS_PER_JOB_MAX):
            jobs.enqueue(
                kind="posting.propose",
                key=chunk[0].pk.hex,
                practice=practice_id,
                arguments={"shares": [share.pk.hex for share in chunk]},
                now=now,
            )


def take_shares(share_ids: Sequence[uuid.UUID], *, now: datetime) -> list[TakenShare]:
    """Hand a practice its shares, each once; those taken before are left out.

    Call it inside the practice. A share's body leaves the clearing with it: what a practice holds
    need not be kept twice.
    """
    waiting = list(
        Share.objects.select_for_update()
        .filter(pk__in=share_ids, taken_at__isnull=True)
        .order_by("pk")
    )
    Share.objects.filter(pk__in=[share.pk for share in waiting]).update(taken_at=now, body=None)
    return [
        TakenShare(share.pk, share.payment_id, decode(bytes(share.body)))
        for share in waiting
        if share.body is not None
    ]


@transaction.atomic
def route(
    *, payment_id: uuid.UUID, organization: Organization, practice: Practice, now: datetime
) -> bool:
    """Give the claims that no rule could place to one practice; False if there are none left."""
    with in_clearing():
        payment = (
            Payment.objects.select_for_update()
            .filter(organization=organization, pk=payment_id)
            .first()
        )
        if payment is None or payment.unrouted is None:
            return False
        body = decode(bytes(payment.unrouted))
        part = payment.shares.filter(practice_id=practice.pk).count() + 1
        share = _share(payment, practice.pk, body, part)
        share.save(force_insert=True)
        _hand_over([share], now=now)
        payment.proof = parts.routed_proof(payment.proof or {}, practice.pk, share.claims_cents)
        payment.unrouted, payment.state = None, PaymentState.SPLIT.value
        payment.save(update_fields=["proof", "unrouted", "state"])
        desk.close(kind="remit_payment", subject_id=payment.pk, outcome="routed", now=now)
        audit.record(deed="payment.routed", subject_kind="payment", subject_ids=[payment.pk])
    return True


def _ask_group(payment: Payment, question: str, words: str, cents: int, *, today: date) -> None:
    group = payment.organization.public_id
    _ask(
        kind="remit_payment",
        subject_id=payment.pk,
        path=f"/o/{group}/payments/{payment.pk}/",
        question=question,
        words=words,
        payer_name=payment.payer_name,
        cents=cents,
        organization_id=payment.organization_id,
        today=today,
    )


def _ask(*, organization_id: uuid.UUID, today: date, **told: Any) -> None:  # noqa: ANN401  # NewItem's own
    item = desk.NewItem(since_on=today, due_on=today + timedelta(days=DAYS_TO_CLEAR), **told)
    desk.put([item], organization_id=organization_id)
