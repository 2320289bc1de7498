"""Gathering what became of every file of a group: from the clearing, then from each practice."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Sum

from billing.ledger import queries as ledger
from billing.ledger.accounts import Account
from billing.ledger.models import Posting
from dso.onboarding.explain import PaymentStand
from dso.onboarding.report import CAME_AGAIN, REFUSED, UNREAD, FileStand
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from practices.sync.models import WriteBack, WriteBackState
from remits.clearing.area import in_clearing
from remits.clearing.models import Arrival, FileState, Payment, PaymentState
from remits.matching.models import ClaimPayment, PaymentStage
from remits.recoupment.models import OpenItem

NOT_TAKEN = "NOT_TAKEN"  # a share that its practice has not taken yet
READY = "READY"  # proposed and not yet approved: no question, and still not posted
STATUS = {FileState.REFUSED.value: REFUSED, FileState.RECEIVED.value: UNREAD}


@dataclass(slots=True)
class Share:
    """What one practice's books and claim payments say of its part of a payment."""

    posted_cents: int = 0
    suspense_cents: int = 0
    posted_claims_cents: int = 0
    matched: int = 0
    posted: int = 0
    waiting: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Books:
    """All practices of a group: their shares, whether the ledgers sum to zero, what goes home."""

    shares: dict[uuid.UUID, Share]
    ledger_sum_cents: int
    write_backs_queued: int


def names_that_came(organization: Organization) -> set[str]:
    with in_clearing():
        rows = Arrival.objects.filter(file__organization=organization)
        return set(rows.values_list("name", flat=True))


def books_of(practices: Iterable[Practice]) -> Books:
    shares: dict[uuid.UUID, Share] = {}
    apart_cents = queued = 0
    for practice in practices:
        with in_practice(practice):
            shares |= _shares()
            apart_cents += abs(sum(ledger.balances().values()))
            queued += WriteBack.objects.exclude(state=WriteBackState.CANCELLED).count()
    return Books(shares, apart_cents, queued)


def _shares() -> dict[uuid.UUID, Share]:
    """What came in stands on the arrival's own entry, what was posted on those of claims."""
    shares: defaultdict[uuid.UUID, Share] = defaultdict(Share)
    legs = Posting.objects.on(Account.SUSPENSE).filter(entry__share_id__isnull=False)
    sums = legs.values_list("entry__share_id", "entry__claim_id").annotate(Sum("amount_cents"))
    for share_id, claim_id, cents in sums:
        shares[share_id].suspense_cents -= cents
        shares[share_id].posted_cents += cents if claim_id else 0
    rows = ClaimPayment.objects.exclude(stage=PaymentStage.NO_MONEY)
    told = rows.values_list("remittance_id", "stage", "question")
    for share_id, *row in told.annotate(Sum("paid_cents"), Count("pk"), Count("claim_id")):
        _count(shares[share_id], *row)
    return dict(shares)


def _count(share: Share, stage: str, question: str, cents: int, count: int, matched: int) -> None:
    share.matched += matched
    if stage == PaymentStage.POSTED:
        share.posted += count
        share.posted_claims_cents += cents
    else:
        share.waiting[question or READY] += count


def files_of(organization: Organization, books: Books) -> list[FileStand]:
    """Each arrival in the order of arrival; payments are told with the first."""
    with in_clearing():
        items = dict(
            OpenItem.objects.filter(organization=organization)
            .values_list("payment_id")
            .annotate(Sum("cents"))
        )
        arrivals = Arrival.objects.filter(file__organization=organization)
        files = []
        seen: set[uuid.UUID] = set()
        for arrival in arrivals.select_related("file").defer("file__content").order_by("pk"):
            if arrival.file_id in seen:
                files.append(FileStand(name=arrival.name, status=CAME_AGAIN))
                continue
            seen.add(arrival.file_id)
            files.append(_file(arrival, books, items))
        return files


def _file(arrival: Arrival, books: Books, items: dict[uuid.UUID, int]) -> FileStand:
    stand = FileStand(name=arrival.name, status=STATUS.get(arrival.file.state, ""))
    for payment in (
        arrival.file.payments.select_related("duplicate_of")
        .prefetch_related("shares")
        .order_by("ordinal")
    ):
        _add(stand, payment, books, items.get(payment.pk, 0))
    return stand


def _add(stand: FileStand, payment: Payment, books: Books, open_items_cents: int) -> None:
    shares = [books.shares.get(share.pk, Share()) for share in payment.shares.all()]
    gap_cents = _gap_cents(payment)
    stand.payments.append(
        PaymentStand(
            state=payment.state,
            paid_cents=payment.paid_cents,
            claims_cents=payment.claims_cents,
            adjustments_cents=payment.adjustments_cents,
            gap_cents=sum(gap["cents"] for gap in payment.gaps if gap["level"] == "payment"),
            gaps=len(payment.gaps),
            posted_cents=sum(share.posted_cents for share in shares),
            suspense_cents=sum(share.suspense_cents for share in shares),
            open_items_cents=open_items_cents,
            unrouted_cents=(payment.proof or {}).get("unrouted_cents", 0),
            posted_claims_cents=sum(share.posted_claims_cents for share in shares),
        )
    )
    stand.claims += payment.claim_count
    stand.gap_cents += gap_cents
    if payment.state == PaymentState.DUPLICATE and payment.differs:
        stand.waiting["CAME_DIFFERENTLY"] += payment.claim_count
    for kept in payment.shares.all():
        if kept.taken_at is None:
            stand.waiting[NOT_TAKEN] += kept.claim_count
    for share in shares:
        stand.matched += share.matched
        stand.posted += share.posted
        stand.waiting += share.waiting
    if payment.unrouted is not None:
        placed = sum(share.claim_count for share in payment.shares.all())
        stand.waiting["WHICH_PRACTICE"] += payment.claim_count - placed


def _gap_cents(payment: Payment) -> int:
    """At the highest level that does not add up; gaps below often repeat above.

    Gaps of one level that cancel each other are told by their size: a gap is never told as zero.
    """
    for level in ("payment", "claim", "line"):
        cents: list[int] = [gap["cents"] for gap in payment.gaps if gap["level"] == level]
        if cents:
            return sum(cents) or sum(map(abs, cents))
    return 0
