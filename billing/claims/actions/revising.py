"""A claim of ours follows a change of its own at the practice, as long as nothing was posted."""

from collections.abc import Sequence
from datetime import datetime

from billing.claims import source
from billing.claims.actions.moving import move
from billing.claims.models import Claim, ClaimLine
from billing.claims.source import RECEIVED, Asked, SourceClaim, SourceLine
from billing.claims.states import ClaimState
from billing.ledger import actions as ledger
from billing.ledger import queries as ledger_queries
from billing.ledger.accounts import Account, Leg, legs_of
from billing.ledger.models import Entry
from practices.registry.ids import new_id

OPEN = frozenset({ClaimState.DRAFT, ClaimState.SENT})
PLACES = 10_000


def revise(claim: Claim, one: Asked, *, now: datetime) -> None:
    """What was posted here stays as it is; only what nobody answered yet follows the source."""
    told, state = one.claim, ClaimState(claim.state)
    if not one.is_billed:
        if state in OPEN:
            _book(claim, _owed(claim, -_open_cents(claim)), "Taken back by the practice", now=now)
            move(claim, to=ClaimState.VOID)
        return
    if state is ClaimState.VOID:
        _come_back(claim, told, now=now)
    elif state in OPEN:
        _follow_charge(claim, told, now=now)
    if state is not ClaimState.CLOSED:
        _follow_answer(claim, told, now=now)


def _come_back(claim: Claim, told: SourceClaim, *, now: datetime) -> None:
    _rewrite_lines(claim, told)
    _book(claim, _owed(claim, told.charge_cents), "Back again at the practice", now=now)
    move(claim, to=ClaimState.SENT if told.went_out_on else ClaimState.DRAFT)


def _follow_charge(claim: Claim, told: SourceClaim, *, now: datetime) -> None:
    """Lines as the source has them, the difference in charge booked, and whether it went out."""
    before = claim.charge_cents
    _rewrite_lines(claim, told)
    memo = "Charge changed at the practice"
    _book(claim, _owed(claim, told.charge_cents - before), memo, now=now)
    if told.went_out_on and claim.state == ClaimState.DRAFT:
        claim.sent_on = told.went_out_on
        claim.save(update_fields=["sent_on"])
        move(claim, to=ClaimState.SENT)


def _follow_answer(claim: Claim, told: SourceClaim, *, now: datetime) -> None:
    """What the practice entered by hand of a payer's answer, and how it changed since.

    A claim that a remittance of ours was ever posted to is left alone: its answer comes home from
    ourselves.
    """
    entries = list(ledger_queries.book_of_claim(claim.pk))
    if any(not entry.source.startswith(f"claim:{claim.pk}") for entry in entries):
        return
    legs = source.legs_of_answer(told) if told.status == RECEIVED else ()
    before = _standing_answer(claim, entries)
    if before and _legs_of(before) == set(legs):
        return
    if before:
        ledger.reverse(
            before, source=_source(claim, "taken-back"), memo="Entered otherwise at the practice",
            effective_on=now.date(), now=now,
        )  # fmt: skip
    if legs:
        _book(claim, legs, "Answer entered at the practice", now=now, kind="answer")
    if legs or before:
        move(claim, to=ClaimState.ANSWERED if legs else ClaimState.SENT)


def _standing_answer(claim: Claim, entries: Sequence[Entry]) -> Entry | None:
    taken_back = {entry.reverses_id for entry in entries}
    mine = [e for e in entries if e.source.startswith(f"claim:{claim.pk}:answer:")]
    return next((entry for entry in mine if entry.pk not in taken_back), None)


def _legs_of(entry: Entry) -> set[Leg]:
    return {Leg(Account(leg.account), leg.amount_cents) for leg in entry.postings.all()}


def _rewrite_lines(claim: Claim, told: SourceClaim) -> None:
    """Lines keep their ids where the source keeps its keys."""
    kept = {line.source_key: line for line in claim.lines.all()}
    gone = kept.keys() - {line.key for line in told.lines}
    ClaimLine.objects.filter(pk__in=[kept[key].pk for key in gone]).delete()
    # Numbers are unique in a claim: those that trade places must first leave them.
    for line in claim.lines.all():
        ClaimLine.objects.filter(pk=line.pk).update(number=line.number + PLACES)
    for number, asked in enumerate(told.lines, start=1):
        row = kept.get(asked.key) or ClaimLine(claim=claim, source_key=asked.key)
        _write_line(row, number, asked)
    claim.charge_cents, claim.served_on = told.charge_cents, told.served_on
    claim.save(update_fields=["charge_cents", "served_on"])


def _write_line(row: ClaimLine, number: int, line: SourceLine) -> None:
    row.number, row.code, row.label = number, line.code, line.label
    row.tooth, row.surfaces = line.tooth, line.surfaces
    row.charge_cents, row.served_on = line.charge_cents, line.served_on
    row.save()


def _owed(claim: Claim, cents: int) -> tuple[Leg, ...]:
    """None where nothing is owed more or less."""
    other = Account.PRODUCTION if claim.rank == 1 else Account.COORDINATION
    return legs_of({Account.INSURANCE_RECEIVABLE: cents, other: -cents})


def _open_cents(claim: Claim) -> int:
    return ledger_queries.open_cents_by_claim([claim.pk]).get(claim.pk, 0)


def _book(
    claim: Claim, legs: Sequence[Leg], memo: str, *, now: datetime, kind: str = "charge"
) -> None:
    """The claim is locked, so that each change is booked once; what moves nothing is none."""
    if legs:
        new = ledger.NewEntry(
            source=_source(claim, kind), legs=legs, effective_on=claim.served_on, memo=memo,
            claim_id=claim.pk,
        )  # fmt: skip
        ledger.post_entry(new, now=now)


def _source(claim: Claim, kind: str) -> str:
    return f"claim:{claim.pk}:{kind}:{new_id().hex}"
