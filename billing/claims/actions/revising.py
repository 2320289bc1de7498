"""A claim of ours follows a change of its own at the practice, as long as nothing was posted."""

from datetime import date, datetime

from django.db.models import F

from billing.claims.actions.answers import follow_answer, is_posted_here
from billing.claims.actions.booking import book, open_cents, owed
from billing.claims.actions.detailing import follow_details
from billing.claims.actions.moving import move
from billing.claims.models import Claim, ClaimLine
from billing.claims.services import COLUMNS
from billing.claims.source import Asked, SourceClaim, SourceLine
from billing.claims.states import UNSENT, ClaimState
from billing.ledger.queries import book_of_claim

OPEN = UNSENT | {ClaimState.LEAVING, ClaimState.SENT}
PLACES = 10_000


def revise(claim: Claim, one: Asked, *, now: datetime) -> bool:
    """Whether anything of ours changed. What was posted here stays as it is; only what nobody
    answered, or the practice alone, follows the source.
    """
    state, entries = ClaimState(claim.state), list(book_of_claim(claim.pk))
    if state is ClaimState.CLOSED or (is_posted_here(claim, entries) and state not in OPEN):
        return False
    if not one.is_billed:
        return state in OPEN and _void(claim, now=now)
    changed = follow_details(claim, one)
    changed |= _come_back(claim, one.claim, now=now) or _follow_charge(claim, one.claim, now=now)
    if is_posted_here(claim, entries):
        return changed
    return follow_answer(claim, one.claim, entries, now=now) or changed


def _void(claim: Claim, *, now: datetime) -> bool:
    book(claim, owed(claim, -open_cents(claim)), "Taken back by the practice", now=now)
    move(claim, to=ClaimState.VOID)
    return True


def _come_back(claim: Claim, told: SourceClaim, *, now: datetime) -> bool:
    if claim.state != ClaimState.VOID:
        return False
    _rewrite_lines(claim, told)
    book(claim, owed(claim, told.charge_cents), "Back again at the practice", now=now)
    move(claim, to=ClaimState.SENT if told.went_out_on else ClaimState.DRAFT)
    return True


def _follow_charge(claim: Claim, told: SourceClaim, *, now: datetime) -> bool:
    """Lines as the source has them, the difference in charge booked, and whether it went out."""
    before = claim.charge_cents
    changed = _rewrite_lines(claim, told)
    memo = "Charge changed at the practice"
    book(claim, owed(claim, told.charge_cents - before), memo, now=now)
    if told.went_out_on and claim.state in UNSENT and _is_news(claim, told.went_out_on):
        claim.sent_on = told.went_out_on
        claim.save(update_fields=["sent_on"])
        move(claim, to=ClaimState.SENT)
        return True
    return changed


def _is_news(claim: Claim, went_out_on: date) -> bool:
    """What we sent ourselves and was turned away is not sent because the practice knows of it."""
    return claim.sent_on is None or went_out_on > claim.sent_on


def _rewrite_lines(claim: Claim, told: SourceClaim) -> bool:
    """False where they are as they were. Lines keep their ids where the source keeps its keys."""
    kept = {line.source_key: line for line in claim.lines.order_by("number")}
    if [_told(line) for line in kept.values()] == [_told(line) for line in told.lines]:
        return False
    gone = kept.keys() - {line.key for line in told.lines}
    ClaimLine.objects.filter(pk__in=[kept[key].pk for key in gone]).delete()
    # Numbers are unique in a claim: those that trade places must first leave them.
    claim.lines.update(number=F("number") + PLACES)
    for number, asked in enumerate(told.lines, start=1):
        row = kept.get(asked.key) or ClaimLine(claim=claim, source_key=asked.key)
        _write_line(row, number, asked)
    claim.charge_cents, claim.served_on = told.charge_cents, told.served_on
    claim.save(update_fields=["charge_cents", "served_on"])
    return True


def _told(row: ClaimLine | SourceLine) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in COLUMNS)


def _write_line(row: ClaimLine, number: int, line: SourceLine) -> None:
    row.number = number
    for name in COLUMNS:
        setattr(row, name, getattr(line, name))
    row.save()
