"""Typed acknowledgements as words. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from billing.submission.hearing.words import Fault, Word
from billing.submission.stages import Level
from billing.x12.acknowledgement import Acknowledgement, SetAnswer
from billing.x12.claim_status import Statement, Status, StatusClaim
from billing.x12.interchange_ack import InterchangeAck
from billing.x12.status_tree import ClaimStatuses, Placed, StatusProvider

FAULTS_MAX = 200
PAYER, BILLER = "PR", "XX"
NOTHING, CAME_BEFORE = Status(""), "025"
NOT_THERE = frozenset({"D0", "A4"})  # says that the payer does not find it, and no more


def of_interchanges(
    acks: Iterable[InterchangeAck], today: date, places: Iterator[int]
) -> list[Word]:
    """A TA1 that accepts says nothing of the claims; one that rejects turns all of them away, but
    for one that came before: then they are there.
    """
    return [
        Word(next(places), Level.FILE, ack.is_accepted, today, control=_number(ack.interchange),
             category=ack.verdict, code=ack.note,
             moves=not ack.is_accepted and ack.note != CAME_BEFORE)
        for ack in acks
    ]  # fmt: skip


def of_groups(
    acks: Iterable[Acknowledgement], today: date, places: Iterator[int]
) -> Iterator[Word]:
    """A set that is not named follows its group; ours hold one set each, numbered 0001."""
    for ack in acks:
        control = _number(ack.group_control)
        answers: dict[str, SetAnswer | None] = {one.control: one for one in ack.sets}
        answers = answers or {"": None}
        for set_control, answer in answers.items():
            accepts = ack.accepts(set_control)
            if accepts is not None:
                yield Word(
                    next(places), Level.FILE, accepts, today, control=control,
                    set_control=set_control, category=answer.verdict if answer else ack.verdict,
                    faults=_faults(answer),
                )  # fmt: skip


def _faults(answer: SetAnswer | None) -> tuple[Fault, ...]:
    if answer is None:
        return ()
    return tuple(
        Fault(one.position, one.segment, one.code, one.claim_number)
        for one in answer.errors[:FAULTS_MAX]
    )


def of_claims(sets: Iterable[ClaimStatuses], today: date, places: Iterator[int]) -> Iterator[Word]:
    for told in sets:
        for placed in told.placed():
            yield from _of_claim(placed, told.set, today, places)


def _of_claim(placed: Placed, which: str, today: date, places: Iterator[int]) -> Iterator[Word]:
    """The claim's own statement first, then those of lines that were turned away."""
    claim = placed.claim
    number = claim.trace.number if which == "277CA" else claim.patient_control_number
    level = Level.STATUS if which == "277" else _author(placed)
    npi, tax_id = _biller(placed.provider)
    is_accepted, moves = _verdict(claim, level)
    same = Word(
        0, level, is_accepted, today,
        claim=number or claim.trace.number,
        batch=placed.receiver.batch_reference if which == "277CA" else "",
        payer_number=claim.payer_claim_number,
        house_number=claim.clearinghouse_number,
        npi=npi,
        tax_id=tax_id,
        moves=moves,
    )  # fmt: skip
    for told in claim.statements:
        yield _word(same, told, next(places))
    for line in claim.lines:
        for told in line.statements:
            if told.is_rejected:
                of_line = _word(same, told, next(places))
                yield replace(of_line, is_accepted=False, line=line.control_number)


def _word(same: Word, told: Statement, place: int) -> Word:
    first = told.statuses[0] if told.statuses else NOTHING
    return replace(
        same, place=place, told_on=told.on or same.told_on, category=first.category,
        code=first.code, entity=first.entity, paid_cents=told.paid_cents,
    )  # fmt: skip


def _verdict(claim: StatusClaim, level: Level) -> tuple[bool, bool]:
    """Whether it is taken, and whether that is said at all."""
    if level is not Level.STATUS:
        return claim.is_accepted, bool(claim.statements)
    categories = {told.category for told in claim.statements}
    if categories & NOT_THERE or any(one[:1] == "E" for one in categories):
        return False, False
    return not claim.is_rejected, bool(claim.statements)


def _author(placed: Placed) -> Level:
    return Level.PAYER if placed.source.party.entity == PAYER else Level.HOUSE


def _biller(provider: StatusProvider) -> tuple[str, str]:
    party = provider.party
    npi = party.id if party.id_qualifier == BILLER else ""
    tax_id = party.id if party.id_qualifier == "FI" else ""
    return npi, tax_id


def _number(told: str) -> int:
    text = told.strip()
    return int(text) if text.isascii() and text.isdigit() else 0
