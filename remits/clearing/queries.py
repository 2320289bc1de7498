"""Reading the clearing: files, payments and their proof. Call these inside `in_clearing`."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from billing.claims.models import ClaimRoute
from practices.registry.models import Practice
from remits.clearing.answer import Answer, decode
from remits.clearing.models import Arrival, Payment, PaymentState, RemitFile
from remits.clearing.reading import ReadPayment
from remits.clearing.split import Site

LIST_ROWS = 100
# Payer, trace, payee, amount and day make one payment, whatever file brings it.
IDENTITY = ("originator_id", "trace", "payee_npi", "payee_tax_id", "paid_cents", "effective_on")


def files(organization_id: uuid.UUID) -> list[RemitFile]:
    """The newest files with what became of their payments; the bytes stay where they are."""
    shown = RemitFile.objects.filter(organization_id=organization_id).order_by("-id").values("id")
    rows = (
        RemitFile.objects.filter(id__in=shown[:LIST_ROWS])
        .defer("content")
        .annotate(
            payment_count=Count("payments"),
            paid_cents=Sum("payments__paid_cents"),
            stopped=Count(
                "payments",
                filter=Q(
                    payments__state__in=[
                        PaymentState.QUARANTINED,
                        PaymentState.FOREIGN,
                        PaymentState.PARTED,
                    ]
                ),
            ),
            came_before=Count("payments", filter=Q(payments__state=PaymentState.DUPLICATE)),
        )
        .order_by("-id")
    )
    return list(rows)


def file_of(organization_id: uuid.UUID, pk: uuid.UUID) -> RemitFile | None:
    rows = RemitFile.objects.filter(organization_id=organization_id, pk=pk).defer("content")
    return rows.prefetch_related("arrivals").first()


def origins(file_id: uuid.UUID) -> list[uuid.UUID]:
    """The practices whose agents brought a file, the first first."""
    rows = Arrival.objects.filter(file_id=file_id, from_practice_id__isnull=False)
    found = rows.order_by("pk").values_list("from_practice_id", flat=True)
    return list(dict.fromkeys(pk for pk in found if pk))


def payments_of(file: RemitFile) -> list[Payment]:
    return list(file.payments.defer("unrouted").order_by("ordinal"))


def payment_of(organization_id: uuid.UUID, pk: uuid.UUID) -> Payment | None:
    rows = Payment.objects.filter(organization_id=organization_id, pk=pk)
    return rows.select_related("duplicate_of").prefetch_related("shares").first()


def sites(organization_id: uuid.UUID) -> list[Site]:
    rows = Practice.objects.ready().filter(organization_id=organization_id).order_by("pk")
    return [Site(*row) for row in rows.values_list("pk", "npi", "tax_id")]


def routes(
    numbers: Iterable[str], practice_ids: Iterable[uuid.UUID]
) -> dict[str, frozenset[uuid.UUID]]:
    """Which of these practices use each control number; keys are upper-cased."""
    asked = {n for number in numbers for n in (number, number.upper()) if n}
    found: dict[str, frozenset[uuid.UUID]] = {}
    rows = ClaimRoute.objects.filter(control_number__in=asked, practice_id__in=list(practice_ids))
    for number, practice_id in rows.values_list("control_number", "practice_id"):
        found[number.upper()] = found.get(number.upper(), frozenset()) | {practice_id}
    return found


def unrouted(payment: Payment) -> tuple[Answer, ...]:
    """The claims no rule could place, as the payer answered them."""
    return decode(bytes(payment.unrouted)).answers if payment.unrouted is not None else ()


def users_of(lost: Iterable[Answer], practice_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Which of these practices have a claim with the number of one of these answers."""
    found = routes({answer.control_number for answer in lost}, practice_ids)
    return frozenset[uuid.UUID]().union(*found.values())


class Known:
    """Payments of a group that stand, by what makes a payment one and by their segments.

    Loaded once for a file; those of the file itself are added as they are kept.
    """

    def __init__(self, organization_id: uuid.UUID, reads: Sequence[ReadPayment]) -> None:
        self._by_key: dict[object, Payment] = {}
        self._by_body: dict[str, Payment] = {}
        standing = Payment.objects.filter(organization_id=organization_id).exclude(
            state__in=[PaymentState.DUPLICATE, PaymentState.QUARANTINED]
        )
        same = Q(trace__in={read.trace for read in reads}) | Q(
            body_sha256__in={read.body_sha256 for read in reads}
        )
        for payment in standing.filter(same).defer("unrouted").order_by("pk"):
            self.add(payment)

    def add(self, payment: Payment) -> None:
        self._by_key.setdefault(_identity(payment), payment)
        self._by_body.setdefault(payment.body_sha256, payment)

    def earlier(self, payment: Payment) -> Payment | None:
        """The same claims first: of two that a person told apart, it is the one it repeats."""
        return self._by_body.get(payment.body_sha256) or self._by_key.get(_identity(payment))


def _identity(payment: Payment) -> object:
    return tuple(getattr(payment, name) for name in IDENTITY)


@dataclass(frozen=True, slots=True)
class PaymentSums:
    """What the proof page adds up, from the rows themselves."""

    nets_cents: int
    unrouted_cents: int
    unassigned_cents: int

    def explains(self, paid_cents: int) -> bool:
        return paid_cents == self.nets_cents + self.unrouted_cents - self.unassigned_cents


def sums(payment: Payment) -> PaymentSums:
    proof = payment.proof or {}
    return PaymentSums(
        sum(share.net_cents for share in payment.shares.all()),
        proof.get("unrouted_cents", 0),
        proof.get("unassigned_cents", 0),
    )
