"""People decide about what stopped: it is settled with a reason, or taken up after all."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from compliance.audit import actions as audit
from practices.desk import actions as desk
from practices.jobs import actions as jobs
from practices.registry.models import Organization
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
STOPPED = (PaymentState.QUARANTINED, PaymentState.DUPLICATE, PaymentState.FOREIGN)
CAN_BE_TAKEN_UP = (PaymentState.DUPLICATE, PaymentState.FOREIGN)


class NotStopped(RuntimeError):
    """The file or payment is in use, or somebody took it up a moment ago."""


@transaction.atomic
def settle_payment(
    *, payment_id: uuid.UUID, organization: Organization, reason: str, now: datetime
) -> None:
    """Nobody has to look again; nothing of it is used. Raises KeyError, NotStopped."""
    assert SETTLEMENTS[reason]
    with in_clearing():
        _stopped(payment_id, organization, STOPPED)
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
        if not rows.filter(pk=file_id).exists():
            raise NotStopped("This file was read.")
        desk.close(kind="remit_file", subject_id=file_id, outcome=reason, now=now)
        audit.record(deed="file.settled", subject_kind="remit_file", subject_ids=[file_id])


@transaction.atomic
def take_up(*, payment_id: uuid.UUID, organization: Organization, now: datetime) -> None:
    """Somebody says that it is a payment of its own, and ours. Raises NotStopped.

    Its file is read again by a job: what stopped was never kept claim by claim.
    """
    with in_clearing():
        _stopped(payment_id, organization, CAN_BE_TAKEN_UP)
        audit.record(deed="payment.taken_up", subject_kind="payment", subject_ids=[payment_id])
        jobs.enqueue(
            kind="clearing.take_up",
            key=f"{payment_id.hex}:{now.timestamp():.0f}",
            arguments={"payment": payment_id.hex},
            now=now,
        )


def keep_after_all(
    *, payment_id: uuid.UUID, read: Callable[[Payment], ReadPayment], now: datetime
) -> bool:
    """Split a stopped payment and hand it over; False if it was done before, or has no payee here.

    Call it inside the clearing. `read` gives what the payment's file says of it.
    """
    payment: Payment = (
        Payment.objects.select_for_update(of=("self",))
        .select_related("file", "organization")
        .get(pk=payment_id)
    )
    if payment.state not in CAN_BE_TAKEN_UP:
        return False
    told = read(payment)
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


def _stopped(
    payment_id: uuid.UUID, organization: Organization, states: tuple[PaymentState, ...]
) -> None:
    rows = Payment.objects.select_for_update().filter(organization=organization, state__in=states)
    if not rows.filter(pk=payment_id).exists():
        raise NotStopped("This payment is in use.")


def _twins(payment: Payment) -> int:
    """How often this payer, trace, payee, amount and day stand already; the first is number 0."""
    same = {name: getattr(payment, name) for name in queries.IDENTITY}
    standing = Payment.objects.filter(organization_id=payment.organization_id, **same).exclude(
        state__in=[PaymentState.DUPLICATE, PaymentState.QUARANTINED]
    )
    return int(standing.aggregate(last=Max("twin"))["last"] or 0)
