"""What planning needs of the books, for many claim payments in a fixed number of queries."""

import uuid
from collections import defaultdict
from collections.abc import Sequence

import msgspec
from django.db.models import Q, QuerySet

from billing.claims import queries as claim_queries
from billing.claims.models import Claim
from billing.ledger import queries as ledger
from practices.desk.models import Item
from practices.desk.queries import Scope
from remits.clearing.answer import Answer
from remits.matching import queries as matching
from remits.matching.models import ClaimPayment
from remits.matching.score import Match
from remits.posting.models import Decision
from remits.posting.plan import REVERSAL, Book, Original

KIND = "claim_payment"


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


def other_claims(row: ClaimPayment) -> list[Claim]:
    """Claims a person may choose instead: the runner-up, and those of the same member or charge."""
    answer = msgspec.convert(row.facts, Answer)
    wanted = Q(pk=row.match.get("runner_up")) | Q(charge_cents=abs(answer.charge_cents))
    if answer.member_id:
        wanted |= Q(member_id=answer.member_id)
    return list(Claim.objects.with_names().filter(wanted).newest_first()[:8])


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
