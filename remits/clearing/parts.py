"""Cutting a payment that was read into what each practice is given, and its proof. Pure."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from remits.clearing.answer import Answer, ProviderAdjustment, ShareBody, encode
from remits.clearing.reading import ReadPayment
from remits.clearing.split import Adjustment, Part, Piece, Split


class Counted(Protocol):
    """Anything that holds so many claims."""

    claim_count: int


def chunks[S: Counted](shares: Sequence[S], *, claims_max: int) -> Iterator[list[S]]:
    """Neighbours together, at most `claims_max` claims in each; a share is never cut."""
    chunk: list[S] = []
    claims = 0
    for share in shares:
        if chunk and claims + share.claim_count > claims_max:
            yield chunk
            chunk, claims = [], 0
        chunk.append(share)
        claims += share.claim_count
    if chunk:
        yield chunk


def pieces(read: ReadPayment) -> list[Piece]:
    return [
        Piece(answer.control_number, answer.paid_cents, frozenset(answer.npis))
        for answer in read.answers
    ]


def split_adjustments(read: ReadPayment) -> list[Adjustment]:
    return [Adjustment(a.provider, a.reference, a.cents) for a in read.adjustments]


def numbers(reads: Iterable[ReadPayment]) -> set[str]:
    """Every text that may be a control number of ours: of claims, and in references."""
    return {
        number
        for read in reads
        for number in (
            *(answer.control_number for answer in read.answers),
            *(adjustment.reference for adjustment in read.adjustments),
        )
    }


def body_of(read: ReadPayment, part: Part) -> ShareBody:
    return _body(
        read,
        [read.answers[i] for i in part.claims],
        [read.adjustments[i] for i in part.adjustments],
    )


def unrouted_body(read: ReadPayment, divided: Split) -> bytes | None:
    """What no rule could place, kept whole until a person says whose it is."""
    if not divided.unrouted:
        return None
    return encode(_body(read, [read.answers[i] for i in divided.unrouted], []))


def _body(
    read: ReadPayment, answers: Iterable[Answer], adjustments: Iterable[ProviderAdjustment]
) -> ShareBody:
    return ShareBody(
        payer_name=read.payer_name[:80],
        originator_id=read.originator_id,
        trace=read.trace,
        method=read.method,
        effective_on=read.effective_on,
        payee_name=read.payee_name[:80],
        payment_cents=read.paid_cents,
        blocked_by=read.blocked_by,
        adjustments=tuple(adjustments),
        answers=tuple(answers),
    )


def proof(divided: Split) -> dict[str, Any]:
    """The sum a person can add up: parts + claims without a practice - what has none = paid."""
    return {
        "paid_cents": divided.paid_cents,
        "parts": [
            {
                "practice": str(part.practice_id),
                "claims_cents": part.claims_cents,
                "adjustments_cents": part.adjustments_cents,
                "net_cents": part.net_cents,
            }
            for part in divided.parts
        ],
        "unrouted": len(divided.unrouted),
        "unrouted_cents": divided.unrouted_cents,
        "unassigned_cents": divided.unassigned_cents,
        "how": {how: divided.how.count(how) for how in sorted(set(divided.how))},
    }


def routed_proof(
    before: Mapping[str, Any], practice_id: uuid.UUID, claims_cents: int
) -> dict[str, Any]:
    """The proof after a person placed what was left."""
    part = {
        "practice": str(practice_id),
        "claims_cents": claims_cents,
        "adjustments_cents": 0,
        "net_cents": claims_cents,
    }
    return {**before, "parts": [*before["parts"], part], "unrouted": 0, "unrouted_cents": 0}


def adjustment_json(
    adjustment: ProviderAdjustment, practice_id: uuid.UUID | None
) -> dict[str, Any]:
    return {
        "provider": adjustment.provider,
        "reason": adjustment.reason,
        "reference": adjustment.reference,
        "cents": adjustment.cents,
        "practice": str(practice_id) if practice_id else None,
    }


def adjustments_json(read: ReadPayment, divided: Split) -> list[dict[str, Any]]:
    owners = {i: part.practice_id for part in divided.parts for i in part.adjustments}
    return [adjustment_json(a, owners.get(i)) for i, a in enumerate(read.adjustments)]
