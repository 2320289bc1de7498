"""What planning needs of the books, for many claim payments in a fixed number of queries."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from django.db.models import Q, QuerySet

from billing.claims import queries as claim_queries
from billing.claims.models import Claim, ClaimLine
from billing.ledger import queries as ledger
from billing.ledger.accounts import Account
from practices.desk.models import Item
from practices.desk.queries import Scope
from remits.clearing.answer import Answer
from remits.matching import queries as matching
from remits.matching.lines import OurLine
from remits.matching.models import ClaimPayment, PaymentStage, Remittance
from remits.matching.score import Match
from remits.posting.models import Decision
from remits.posting.plan import REVERSAL
from remits.posting.telling import Keys
from remits.posting.values import Book, Original

KIND = "claim_payment"
CHOICES_MAX = 6


def books_for(answers: Sequence[Answer], matches: Sequence[Match]) -> list[Book | None]:
    """The book of each answer's claim, in order; None where no claim was found.

    A share is planned as a whole: what a reversal in it takes back is open again for the
    correction beside it, and what one part of a split claim answers is closed for the next.
    """
    claim_ids = {match.claim_id for match in matches if match.claim_id}
    claims = claim_queries.ranks_and_charges(claim_ids)
    open_cents = defaultdict(int, ledger.open_cents_by_claim(claim_ids))
    reversed_ids = {
        match.claim_id
        for answer, match in zip(answers, matches, strict=True)
        if answer.status == REVERSAL and match.claim_id
    }
    originals = _originals(reversed_ids)
    for answer, match in zip(answers, matches, strict=True):
        if answer.status == REVERSAL and match.claim_id in originals:
            open_cents[match.claim_id] -= answer.charge_cents
    books: list[Book | None] = []
    for answer, match in zip(answers, matches, strict=True):
        if match.claim_id is None:
            books.append(None)
            continue
        rank, charge_cents = claims[match.claim_id]
        original = (
            _mirrored(originals[match.claim_id], answer) if match.claim_id in originals else None
        )
        books.append(
            Book(
                claim_id=match.claim_id,
                rank=rank,
                charge_cents=charge_cents,
                open_cents=open_cents[match.claim_id],
                original=original,
            )
        )
        if answer.status != REVERSAL:
            open_cents[match.claim_id] -= answer.charge_cents
    return books


def _mirrored(originals: list[Original], answer: Answer) -> Original | None:
    """The posted payment whose mirror this reversal is; else the newest, to show the difference."""
    wanted = (-answer.charge_cents, -answer.paid_cents)
    for original in originals:
        if (original.charge_cents, original.paid_cents) == wanted:
            return original
    return originals[0] if originals else None


def _originals(claim_ids: set[uuid.UUID]) -> dict[uuid.UUID, list[Original]]:
    """Posted and not yet reversed payments of these claims, newest first."""
    if not claim_ids:
        return {}
    rows = list(matching.originals(claim_ids))
    standing = ledger.standing(row.entry_id for row in rows if row.entry_id)
    legs = ledger.legs_by_entry(standing.values())
    found: defaultdict[uuid.UUID, list[Original]] = defaultdict(list)
    for row in rows:
        if row.claim_id and row.entry_id in standing:
            entry_id = standing[row.entry_id]
            original = Original(
                row.pk, entry_id, row.charge_cents, row.paid_cents, tuple(legs[entry_id])
            )
            found[row.claim_id].append(original)
    return dict(found)


def history(claim_payment: ClaimPayment) -> QuerySet[Decision]:
    """Who decided what about a claim payment, newest first."""
    return claim_payment.decisions.order_by("-pk")


def runner_up(row: ClaimPayment) -> Claim | None:
    """The second-best claim, so that a person sees what speaks against the first."""
    found = row.match.get("runner_up")
    return Claim.objects.with_names().filter(pk=found).first() if found else None


def other_claims(row: ClaimPayment, words: str = "") -> list[Claim]:
    """Claims a person may choose instead, found by `words`.

    Without words: the best of the match, then those of the same number or member, and where no
    claim is known yet, those of the same charge.
    """
    rows = Claim.objects.with_names()
    if row.claim_id:
        rows = rows.exclude(pk=row.claim_id)
    if words.strip():
        return claim_queries.page(words=words).rows[:CHOICES_MAX]
    answer = msgspec.convert(row.facts, Answer)
    told = [row.match.get("claim"), row.match.get("runner_up")]
    likely = Q(pk__in=[pk for pk in told if pk])
    if row.control_number:
        likely |= Q(control_number=row.control_number)
    if answer.member_id:
        likely |= Q(member_id=answer.member_id)
    found = list(rows.filter(likely).newest_first()[:CHOICES_MAX])
    if row.claim_id is None:  # where nothing better is known, an equal charge is a hint
        same = rows.filter(charge_cents=abs(answer.charge_cents))
        others = same.exclude(pk__in=[claim.pk for claim in found]).newest_first()
        found += others[: CHOICES_MAX - len(found)]
    places = {pk: place for place, pk in enumerate(told)}
    return sorted(found, key=lambda claim: places.get(str(claim.pk), len(places)))


def our_lines(claim: Claim | None) -> list[OurLine]:
    """The services of the claim as we asked for them, for the comparison line by line."""
    if claim is None:
        return []
    return [
        OurLine(
            number=line.number,
            control_number=line.control_number,
            code=line.code,
            charge_cents=line.charge_cents,
            served_on=line.served_on,
            label=line.label,
            tooth=line.tooth,
            surfaces=line.surfaces,
        )
        for line in sorted(claim.lines.all(), key=lambda line: line.number)
    ]


def keys_of(claim: Claim | None) -> Keys:
    """The practice system's own numbers of a claim and its lines; none where it knows neither."""
    if claim is None:
        return Keys()
    lines = {line.number: _number(line) for line in claim.lines.all()}
    return Keys(
        claim=_number(claim),
        lines={place: key for place, key in lines.items() if key},
        claim_ref=claim.source_key,
        refs={line.number: line.source_key for line in claim.lines.all() if line.source_key},
    )


def _number(row: Claim | ClaimLine) -> int | None:
    text = row.source_key
    return int(text) if text.isascii() and text.isdigit() else None


def of_same_claim(row: ClaimPayment) -> QuerySet[ClaimPayment]:
    """Whatever else payers said of this claim: parts, reversals, corrections, in their order."""
    if row.claim_id is None:
        return ClaimPayment.objects.none()
    rows = ClaimPayment.objects.filter(claim_id=row.claim_id)
    return rows.exclude(pk=row.pk).select_related("remittance").order_by("pk")


@dataclass(frozen=True, slots=True)
class OtherPlan:
    """The same visit as another plan of the patient settled it, by the books."""

    claim: Claim
    paid_cents: int
    write_off_cents: int
    patient_cents: int
    open_cents: int


def other_plans(claim: Claim | None) -> list[OtherPlan]:
    """Claims of the same patient and day that went to another plan in the order of payers."""
    if claim is None:
        return []
    rows = Claim.objects.with_names().filter(patient_id=claim.patient_id, served_on=claim.served_on)
    others = list(rows.exclude(rank=claim.rank).order_by("rank", "pk"))
    books = ledger.balances_by_claim(other.pk for other in others)
    return [_plan_of(other, books.get(other.pk, {})) for other in others]


def _plan_of(claim: Claim, book: Mapping[Account, int]) -> OtherPlan:
    return OtherPlan(
        claim,
        # What was remitted: in suspense until it is posted, undeposited where it came otherwise.
        book.get(Account.SUSPENSE, 0) + book.get(Account.UNDEPOSITED, 0),
        book.get(Account.CONTRACT_WRITE_OFF, 0),
        book.get(Account.PATIENT_RECEIVABLE, 0),
        book.get(Account.INSURANCE_RECEIVABLE, 0),
    )


def proposed_in(remittance: Remittance) -> list[uuid.UUID]:
    """Its claim payments that wait for nothing but a yes."""
    rows = remittance.claim_payments.filter(stage=PaymentStage.PROPOSED).order_by("ordinal")
    return list(rows.values_list("pk", flat=True))


def explained(remittance: Remittance, only: uuid.UUID | None) -> QuerySet[ClaimPayment]:
    """The claim payments of an explanation to print, all or one of them, with our own lines."""
    rows = remittance.claim_payments.select_related("claim", "claim__patient", "claim__payer")
    if only is not None:
        rows = rows.filter(pk=only)
    return rows.prefetch_related("claim__lines").order_by("ordinal")


def raw_segments(row: ClaimPayment) -> list[str]:
    """The claim payment's segments as they came, one a line."""
    return [segment for segment in row.raw.split("\n") if segment]


def ticked(scope: Scope, item_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Of the desk items ticked, those the person may post: subjects by practice."""
    rows = (
        Item.objects.waiting()
        .filter(pk__in=item_ids, kind=KIND, practice_id__in=scope.practice_ids)
        .values_list("practice_id", "subject_id")
    )
    found: defaultdict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for practice_id, subject_id in rows:
        if practice_id:
            found[practice_id].append(subject_id)
    return dict(found)
