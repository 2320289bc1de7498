"""A claim of ours follows a change of its own at the practice, as long as nothing was posted."""

from datetime import datetime

from billing.claims.actions.answers import follow_answer
from billing.claims.actions.booking import book, open_cents, owed
from billing.claims.actions.moving import move
from billing.claims.models import Claim, ClaimLine
from billing.claims.source import Asked, SourceClaim, SourceLine
from billing.claims.states import ClaimState

OPEN = frozenset({ClaimState.DRAFT, ClaimState.SENT})
PLACES = 10_000


def revise(claim: Claim, one: Asked, *, now: datetime) -> None:
    """What was posted here stays as it is; only what nobody answered yet follows the source."""
    told, state = one.claim, ClaimState(claim.state)
    if not one.is_billed:
        if state in OPEN:
            book(claim, owed(claim, -open_cents(claim)), "Taken back by the practice", now=now)
            move(claim, to=ClaimState.VOID)
        return
    if state is ClaimState.VOID:
        _come_back(claim, told, now=now)
    elif state in OPEN:
        _follow_charge(claim, told, now=now)
    if state is not ClaimState.CLOSED:
        follow_answer(claim, told, now=now)


def _come_back(claim: Claim, told: SourceClaim, *, now: datetime) -> None:
    _rewrite_lines(claim, told)
    book(claim, owed(claim, told.charge_cents), "Back again at the practice", now=now)
    move(claim, to=ClaimState.SENT if told.went_out_on else ClaimState.DRAFT)


def _follow_charge(claim: Claim, told: SourceClaim, *, now: datetime) -> None:
    """Lines as the source has them, the difference in charge booked, and whether it went out."""
    before = claim.charge_cents
    _rewrite_lines(claim, told)
    memo = "Charge changed at the practice"
    book(claim, owed(claim, told.charge_cents - before), memo, now=now)
    if told.went_out_on and claim.state == ClaimState.DRAFT:
        claim.sent_on = told.went_out_on
        claim.save(update_fields=["sent_on"])
        move(claim, to=ClaimState.SENT)


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
