"""People decide about what stopped: it is settled with a reason, or taken up after all."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from compliance.audit import actions as audit
from practices.desk import actions as desk
from practices.desk import queries as desk_queries
from practices.jobs import actions as jobs
from practices.jobs import queries as job_queries
from practices.registry.models import Organization
from practices.registry.turns import take_turn
from remits.clearing import parts, queries
from remits.clearing.actions.handing import hand_over
from remits.clearing.actions.keeping import share_out, words_of_unrouted
from remits.clearing.area import in_clearing
from remits.clearing.models import FileState, Payment, PaymentState, RemitFile, Share
from remits.clearing.reading import ReadPayment
from remits.clearing.split import sites_paid

SETTLEMENTS = {
    "asked": "The payer was asked for a corrected one",
    "passed_on": "It is not ours and was passed on",
    "same": "It is the payment that came before",
    "no_use": "It is of no use",
}


TAKE_UP = "clearing.take_up"
SETTLED = "It was settled a moment ago, or waits for nobody."


class NotStopped(RuntimeError):
    """The file or payment is in use, or somebody decided about it a moment ago."""


@transaction.atomic
def settle_payment(
    *, payment_id: uuid.UUID, organization: Organization, reason: str, now: datetime
) -> None:
    """Nobody has to look again; nothing of it is used. Raises KeyError, NotStopped.

    Who decides first, decides: what is being taken up is not settled, and the other way round.
    """
    assert SETTLEMENTS[reason]
    with in_clearing():
        if not _locked(payment_id, organization).is_stopped:
            raise NotStopped("This payment is in use.")
        _refuse_if_decided(payment_id)
        desk.close(kind="remit_payment", subject_id=payment_id, outcome=reason, now=now)
        audit.record(deed="payment.settled", subject_kind="payment", subject_ids=[payment_id])


@transaction.atomic
def settle_file(
    *, file_id: uuid.UUID, organization: Organization, reason: str, now: datetime
) -> None:
    """The same for a file that could not be read. Raises KeyError, NotStopped."""
    assert SETTLEMENTS[reason]
    with in_clearing():
        rows = RemitFile.objects.filter(organization=organization, state=FileState.REFUSED)
        if not rows.select_for_update().filter(pk=file_id).values_list("pk"):
            raise NotStopped("This file was read.")
        if not desk_queries.waits("remit_file", file_id):
            raise NotStopped(SETTLED)
        desk.close(kind="remit_file", subject_id=file_id, outcome=reason, now=now)
        audit.record(deed="file.settled", subject_kind="remit_file", subject_ids=[file_id])


@transaction.atomic
def take_up(*, payment_id: uuid.UUID, organization: Organization, now: datetime) -> None:
    """Somebody says that it is a payment of its own, and ours. Raises NotStopped.

    Its file is read again by a job: what stopped was never kept claim by claim.
    """
    with in_clearing():
        if not _locked(payment_id, organization).can_be_taken_up:
            raise NotStopped("This payment is in use, or the same as one that is.")
        _refuse_if_decided(payment_id)
        audit.record(deed="payment.taken_up", subject_kind="payment", subject_ids=[payment_id])
        times = job_queries.progress(TAKE_UP, f"{payment_id.hex}:").total
        jobs.enqueue(
            kind=TAKE_UP,
            key=f"{payment_id.hex}:{times + 1}",
            arguments={"payment": payment_id.hex},
            now=now,
        )


def _refuse_if_decided(payment_id: uuid.UUID) -> None:
    """Call it with the payment locked. A job that was set aside decides nothing any more."""
    if not desk_queries.waits("remit_payment", payment_id):
        raise NotStopped(SETTLED)
    if not job_queries.progress(TAKE_UP, f"{payment_id.hex}:").is_over:
        raise NotStopped("A colleague took it up a moment ago; it is being read again.")


def keep_after_all(
    *, payment_id: uuid.UUID, read: Callable[[Payment], ReadPayment], now: datetime
) -> bool:
    """Split a stopped payment and hand it over; False if it was done or settled before, is
    the same as one in use by now, or has no payee here.

    Call it inside the clearing. `read` gives what the payment's file says of it. Payments that look
    alike take turns: two copies would each not see that the other is in use.
    """
    payment = _locked(payment_id)
    if not payment.can_be_taken_up or not desk_queries.waits("remit_payment", payment_id):
        return False
    told = read(payment)
    take_turn("payment", payment.organization_id, *_identity(payment).values())
    same = _same_in_use(payment, told)
    if same is not None:
        payment.duplicate_of = same
        payment.save(update_fields=["duplicate_of"])
        desk.close(kind="remit_payment", subject_id=payment.pk, outcome="same", now=now)
        return False
    group = queries.sites(payment.organization_id)
    sites = sites_paid(group, payee_npi=told.payee_npi, payee_tax_id=told.payee_tax_id)
    if not sites:
        return False
    if payment.state == PaymentState.DUPLICATE:
        payment.twin = _twins(payment) + 1
    routes = queries.routes(parts.numbers([told]), [site.practice_id for site in group])
    shares = share_out(payment, told, sites, routes, now=now)
    payment.save(update_fields=["state", "twin", "proof", "adjustments", "unrouted"])
    Share.objects.bulk_create(shares)
    hand_over(shares, now=now)
    if payment.unrouted is None:
        desk.close(kind="remit_payment", subject_id=payment.pk, outcome="taken_up", now=now)
    else:
        words = words_of_unrouted(payment)
        desk.ask(
            kind="remit_payment", subject_id=payment.pk, question="WHICH_PRACTICE", words=words
        )
    return True


def _locked(payment_id: uuid.UUID, organization: Organization | None = None) -> Payment:
    """Raises NotStopped for a payment that is not there, or is another group's."""
    rows = Payment.objects.select_for_update(of=("self",))
    if organization is not None:
        rows = rows.filter(organization=organization)
    payment = rows.select_related("file", "organization", "duplicate_of").filter(pk=payment_id)
    found: Payment | None = payment.first()
    if found is None:
        raise NotStopped("This payment is not here.")
    return found


def _same_in_use(payment: Payment, told: ReadPayment) -> Payment | None:
    """Two copies of one payment may both have looked like an earlier one; one is taken up."""
    found = queries.Known(payment.organization_id, [told]).earlier(payment)
    if found is None or found.pk == payment.pk or found.body_sha256 != payment.body_sha256:
        return None
    return found


def _identity(payment: Payment) -> dict[str, object]:
    return {name: getattr(payment, name) for name in queries.IDENTITY}


def _twins(payment: Payment) -> int:
    """How often this payer, trace, payee, amount and day stand already; the first is number 0."""
    same = _identity(payment)
    standing = Payment.objects.filter(organization_id=payment.organization_id, **same).exclude(
        state__in=[PaymentState.DUPLICATE, PaymentState.QUARANTINED]
    )
    return int(standing.aggregate(last=Max("twin"))["last"] or 0)
