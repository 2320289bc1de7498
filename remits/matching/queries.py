"""Finding the claims that a whole share of answers could mean, in a fixed number of queries."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from billing.claims.queries import Keys, look_up
from billing.ledger.accounts import Account
from billing.ledger.models import Posting
from remits.clearing.answer import Answer
from remits.matching.find import answered
from remits.matching.models import ClaimPayment, PaymentStage, Remittance
from remits.matching.score import (
    TELLING_LINE_NUMBER_CHARACTERS,
    Answered,
    Asked,
    Band,
    Match,
    choose,
)


def match_all(answers: Sequence[Answer], originator_ids: Sequence[str]) -> list[Match]:
    """The best claim for each answer, in order. Two queries, however many answers there are.

    Numbers are looked for first. Where they leave doubt, claims of the same member and charge are
    weighed as well, for those answers alone.
    """
    looked_for = [
        answered(answer, origin) for answer, origin in zip(answers, originator_ids, strict=True)
    ]
    found = Candidates(_numbered(answers, looked_for))
    matches = [choose(answer, found.meant_by(_numbers(answer))) for answer in looked_for]
    doubtful = [i for i, match in enumerate(matches) if match.band is not Band.SURE]
    found.add(_of_members([answers[i] for i in doubtful]))
    for i in doubtful:
        answer = looked_for[i]
        matches[i] = choose(answer, found.meant_by([*_numbers(answer), _member(answer)]))
    return matches


class Candidates:
    """Claims by each key that an answer may carry."""

    def __init__(self, claims: Iterable[Asked]) -> None:
        self._by_key: dict[object, dict[uuid.UUID, Asked]] = {}
        self.add(claims)

    def add(self, claims: Iterable[Asked]) -> None:
        for claim in claims:
            for key in [*_numbers(claim), _member(claim)]:
                self._by_key.setdefault(key, {})[claim.claim_id] = claim

    def meant_by(self, keys: Iterable[object]) -> list[Asked]:
        found: dict[uuid.UUID, Asked] = {}
        for key in keys:
            found |= self._by_key.get(key, {})
        return list(found.values())


def _numbers(one: Asked | Answered) -> list[object]:
    keys: list[object] = [("line", number) for number in one.line_numbers if _tells(number)]
    if one.control_number:
        keys.append(("number", one.control_number))
    if one.payer_control_number:
        keys.append(("payer", one.payer_control_number))
    return keys


def _member(one: Asked | Answered) -> object:
    return "member", one.member_id, abs(one.charge_cents)


def _tells(line_number: str) -> bool:
    return len(line_number) >= TELLING_LINE_NUMBER_CHARACTERS


def _numbered(answers: Sequence[Answer], looked_for: Sequence[Answered]) -> list[Asked]:
    """Numbers are stored as they went out; a clearinghouse may have turned them into capitals."""
    lines = {n for answer in looked_for for n in answer.line_numbers if _tells(n)}
    lines |= {line.control_number for a in answers for line in a.lines if line.control_number}
    numbers = {n for a in answers for n in (a.control_number, a.control_number.upper()) if n}
    payer_numbers = {a.payer_control_number for a in answers if a.payer_control_number}
    return _asked(Keys(lines, numbers, payer_numbers))


def _of_members(answers: Sequence[Answer]) -> list[Asked]:
    members = {(a.member_id, abs(a.charge_cents)) for a in answers if a.member_id}
    return _asked(Keys(members=members)) if members else []


def _asked(keys: Keys) -> list[Asked]:
    return [
        Asked(
            claim_id=claim_id,
            control_number=number,
            payer_control_number=payer_number,
            line_numbers=frozenset(lines or ()),
            charge_cents=charge_cents,
            served_on=served_on,
            member_id=member_id,
            last_name=name,
            rank=rank,
            originator_id=origin,
        )
        for claim_id, number, payer_number, charge_cents, served_on, member_id, name, rank,
        origin, lines in look_up(keys)
    ]  # fmt: skip


def originals(claim_ids: Iterable[uuid.UUID]) -> QuerySet[ClaimPayment]:
    """Posted payments of these claims that a reversal could take back, newest first."""
    return (
        ClaimPayment.objects.filter(claim_id__in=list(claim_ids), stage=PaymentStage.POSTED)
        .exclude(status_code="22")
        .order_by("-pk")
    )


def waiting_in(rows: Sequence[Remittance]) -> dict[uuid.UUID, int]:
    """What of each share stands in suspense, in cents, by the ledger; those without are absent."""
    sums = (
        Posting.objects.on(Account.SUSPENSE)
        .filter(entry__share_id__in=[row.pk for row in rows])
        .values_list("entry__share_id")
        .annotate(cents=Sum("amount_cents"))
    )
    return {share_id: -int(cents) for share_id, cents in sums if share_id and cents}


def unfinished() -> QuerySet[Remittance]:
    """Shares with something that waits for a person, oldest first."""
    waits = ClaimPayment.objects.waiting().filter(remittance=OuterRef("pk"))
    return Remittance.objects.filter(Exists(waits)).order_by("effective_on", "pk")


@dataclass(frozen=True, slots=True)
class Suspense:
    """All of a practice's money that came and is not posted, and since when the oldest waits."""

    cents: int
    remittances: int
    oldest_on: date | None


def suspense() -> Suspense:
    rows = list(unfinished())
    waiting = waiting_in(rows)
    days = [row.effective_on for row in rows if row.pk in waiting and row.effective_on]
    return Suspense(sum(waiting.values()), len(waiting), min(days, default=None))


def newest(rows_max: int) -> QuerySet[Remittance]:
    """The newest remittances, with how far each is."""
    return _counted(Remittance.objects.order_by("-received_at", "-pk"), rows_max)


def oldest_unfinished(rows_max: int) -> QuerySet[Remittance]:
    """The same of those with something that waits, oldest first."""
    return _counted(unfinished(), rows_max)


def _counted(rows: QuerySet[Remittance], rows_max: int) -> QuerySet[Remittance]:
    """Only of the first `rows_max` are the payments counted."""
    return (
        Remittance.objects.filter(pk__in=rows.values("pk")[:rows_max])
        .annotate(
            posted=Count("claim_payments", filter=Q(claim_payments__stage=PaymentStage.POSTED)),
            no_money=Count("claim_payments", filter=Q(claim_payments__stage=PaymentStage.NO_MONEY)),
        )
        .order_by(*rows.query.order_by)
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
