"""Our own 999 and TA1 for a file we got."""

import io
from pathlib import Path

import msgspec

from billing.x12.acknowledgement import Acknowledgement
from billing.x12.amounts import DAYS
from billing.x12.elements835 import at
from billing.x12.errors import Problem, X12Error
from billing.x12.interchange_ack import InterchangeAck
from billing.x12.judged import BAD_CONTENT, FINE, GROUP_CODES, NOTES
from billing.x12.judging import Judge, JudgedGroup, JudgedInterchange
from billing.x12.read_ta1 import CENTURY
from billing.x12.tokens import Tokens
from billing.x12.typed import Source

ACKNOWLEDGEMENTS = "FA"  # groups that nobody acknowledges in turn


class Receipt(msgspec.Struct, frozen=True, gc=False):
    """What to answer: one ack an interchange, one acknowledgement a group.

    `refused` says why the file cannot be read at all: then every interchange that was seen is
    rejected, no group is answered, and a file without an ISA has no answer.
    """

    interchanges: tuple[InterchangeAck, ...]
    groups: tuple[Acknowledgement, ...]
    refused: Problem | None = None


def acknowledge(source: Source) -> Receipt:
    """Judge a file by what our own readers find; `write999` and `writeTA1` make bytes of it.

    A set that we would refuse, cannot read or do not know is rejected (R); one that is read with
    warnings of form is accepted with errors (E). Positions count from ST as one. No value of the
    file is copied. Never raises for what is in the file. Raises OSError for a path.
    """
    if isinstance(source, Path):
        with source.open("rb") as opened:
            return acknowledge(opened)
    judge = Judge(Tokens(io.BytesIO(source) if isinstance(source, bytes) else source))
    try:
        judge.judge()
    except X12Error as why:
        if why.problem.code not in {"NO_SET", "EMPTY"}:
            note = NOTES.get(why.problem.code, BAD_CONTENT)
            acks = tuple(_ack(one, "R", note) for one in judge.interchanges)
            return Receipt(acks, (), why.problem)
    return Receipt(
        tuple(_judged_ack(one) for one in judge.interchanges),
        tuple(
            _group(group)
            for one in judge.interchanges
            for group in one.groups
            if at(group.gs, 1) != ACKNOWLEDGEMENTS
        ),
    )


def _judged_ack(told: JudgedInterchange) -> InterchangeAck:
    notes = [NOTES[problem.code] for problem in told.problems]
    return _ack(told, "E" if notes else "A", notes[0] if notes else FINE)


def _ack(told: JudgedInterchange, verdict: str, note: str) -> InterchangeAck:
    e = told.isa
    return InterchangeAck(at(e, 13), DAYS[CENTURY + at(e, 9)], at(e, 10), verdict, note)


def _group(told: JudgedGroup) -> Acknowledgement:
    accepted = sum(one.is_accepted for one in told.sets)
    received = len(told.sets)
    return Acknowledgement(
        at(told.gs, 1),
        at(told.gs, 6),
        at(told.gs, 8),
        tuple(told.sets),
        _verdict(told, accepted),
        received if told.included is None else told.included,
        received,
        accepted,
        tuple(GROUP_CODES[problem.code] for problem in told.problems),
    )


def _verdict(told: JudgedGroup, accepted: int) -> str:
    if accepted < len(told.sets):
        return "P" if accepted else "R"
    return "E" if told.problems or any(one.verdict == "E" for one in told.sets) else "A"
