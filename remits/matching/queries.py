"""Finding the claims that a whole share of answers could mean, in a fixed number of queries."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from billing.claims.models import Claim, ClaimLine
from billing.ledger.accounts import Account
from billing.ledger.models import Posting
from remits.clearing.answer import Answer
from remits.matching.find import answered
from remits.matching.models import ClaimPayment, PaymentStage, Remittance
from remits.matching.score import (
    TELLING_LINE_NUMBER_CHARACTERS,
    Answered,
    Asked,
    Match,
    choose,
)

CLAIM_COLUMNS = (
    "pk", "control_number", "payer_control_number", "charge_cents", "served_on", "member_id",
    "patient__last_name", "rank", "payer__originator_id",
)  # fmt: skip


def match_all(answers: Sequence[Answer], originator_id: str) -> list[Match]:
    """The best claim for each answer, in order. Four queries, however many answers there are."""
    looked_for = [answered(answer, originator_id) for answer in answers]
    asked = _candidates(answers, looked_for)
    return [choose(answer, asked.meant_by(answer)) for answer in looked_for]


class Candidates:
    """Claims by each key that an answer may carry."""

    def __init__(self, claims: Iterable[Asked]) -> None:
        self._by_key: defaultdict[object, dict[uuid.UUID, Asked]] = defaultdict(dict)
        for claim in claims:
            for key in _keys(claim):
                self._by_key[key][claim.claim_id] = claim

    def meant_by(self, answer: Answered) -> list[Asked]:
        found: dict[uuid.UUID, Asked] = {}
        for key in _keys(answer):
            found |= self._by_key.get(key, {})
        return list(found.values())


def _keys(one: Asked | Answered) -> list[object]:
    keys: list[object] = [
        ("number", one.control_number),
        ("payer", one.payer_control_number),
        ("member", one.member_id, abs(one.charge_cents)),
    ]
    return [key for key in keys if key[1]] + [("line", n) for n in one.line_numbers if _tells(n)]  # type: ignore[index]  # each is a tuple


def _tells(line_number: str) -> bool:
    return len(line_number) >= TELLING_LINE_NUMBER_CHARACTERS


def _candidates(answers: Sequence[Answer], looked_for: Sequence[Answered]) -> Candidates:
    lines = {n for answer in looked_for for n in answer.line_numbers if _tells(n)}
    lines |= {
        line.control_number for answer in answers for line in answer.lines if line.control_number
    }
    by_line = (
        set(ClaimLine.objects.filter(control_number__in=lines).values_list("claim_id", flat=True))
        if lines
        else set()
    )
    numbers = {n for a in answers for n in (a.control_number, a.control_number.upper()) if n}
    payer_numbers = {a.payer_control_number for a in answers if a.payer_control_number}
    members = {a.member_id for a in answers if a.member_id}
    rows = list(
        Claim.objects.filter(
            Q(pk__in=by_line)
            | Q(control_number__in=numbers)
            | Q(payer_control_number__in=payer_numbers)
            | Q(
                member_id__in=members,
                charge_cents__in={abs(a.charge_cents) for a in answers},
            )
        ).values_list(*CLAIM_COLUMNS)
    )
    line_numbers = _line_numbers(row[0] for row in rows)
    return Candidates(_asked(row, line_numbers[row[0]]) for row in rows)


def _line_numbers(claim_ids: Iterable[uuid.UUID]) -> defaultdict[uuid.UUID, set[str]]:
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    rows = (
        ClaimLine.objects.filter(claim_id__in=list(claim_ids))
        .exclude(control_number="")
        .values_list("claim_id", "control_number")
    )
    for claim_id, number in rows:
        found[claim_id].add(number.upper())
    return found


def _asked(row: tuple[Any, ...], line_numbers: set[str]) -> Asked:
    claim_id, number, payer_number, charge_cents, served_on, member_id, name, rank, origin = row
    return Asked(
        claim_id=claim_id,
        control_number=number.upper(),
        payer_control_number=payer_number.upper(),
        line_numbers=frozenset(line_numbers),
        charge_cents=charge_cents,
        served_on=served_on,
        member_id=member_id.upper(),
        last_name=name.upper(),
        rank=rank,
        originator_id=origin,
    )


def originals(claim_ids: Iterable[uuid.UUID]) -> QuerySet[ClaimPayment]:
    """Posted payments of these claims that a reversal could take back, newest first."""
    return (
        ClaimPayment.objects.filter(claim_id__in=list(claim_ids), stage=PaymentStage.POSTED)
        .exclude(status_code="22")
        .order_by("-pk")
    )


def remittance_payments(remittance: Remittance) -> QuerySet[ClaimPayment]:
    """The claim payments of a share in the file's order, with what a list shows of each."""
    return remittance.claim_payments.select_related("claim", "claim__patient").order_by("ordinal")


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the money of a share stands: posted + in suspense = the claims' part of it."""

    posted_cents: int
    suspense_cents: int
    posted: int
    total: int


def stand(remittance: Remittance, rows: Sequence[ClaimPayment]) -> Stand:
    """By the ledger, not by the plan."""
    in_suspense = -(Posting.objects.of_share(remittance.pk).on(Account.SUSPENSE).balance_cents())
    counted = [row for row in rows if row.stage != PaymentStage.NO_MONEY]
    return Stand(
        remittance.claims_cents - in_suspense,
        in_suspense,
        sum(row.stage == PaymentStage.POSTED for row in counted),
        len(counted),
    )
