"""Writing a 270, and a 271 as a payer would: values to bytes, levels and counts right."""

from collections.abc import Iterable

from billing.x12 import write_parties as parties
from billing.x12 import write_parts as parts
from billing.x12.delimiters import Delimiters
from billing.x12.eligibility import VERSION_27X, Eligibility, Member, Receiver, Source
from billing.x12.levels import Levels
from billing.x12.segments import SegmentWriter, day
from billing.x12.sending import USUAL, Envelope, Group, interchange
from billing.x12.write_benefits import benefit, question, rejections

INQUIRIES = Group("HS", VERSION_27X, "270")
ANSWERS = Group("HB", VERSION_27X, "271")
SOURCE, RECEIVER, SUBSCRIBER, DEPENDENT = "20", "21", "22", "23"


class WrongSet(ValueError):
    """A 270 was to be written as a 271, or the other way round."""


def write270(
    inquiries: Iterable[Eligibility], envelope: Envelope, found: Delimiters = USUAL
) -> bytes:
    """One interchange with one group; each inquiry is one ST. Raises WrongSet.

    Delimiters in names, numbers and texts become spaces; what tells of a file is not written.
    """
    return _write(inquiries, INQUIRIES, envelope, found)


def write271(
    answers: Iterable[Eligibility], envelope: Envelope, found: Delimiters = USUAL
) -> bytes:
    """As `write270`, for answers: payers write them, and so do doubles of payers."""
    return _write(answers, ANSWERS, envelope, found)


def _write(
    sets: Iterable[Eligibility], group: Group, envelope: Envelope, found: Delimiters
) -> bytes:
    def put(out: SegmentWriter, told: Eligibility) -> None:
        if told.set != group.set:
            raise WrongSet(f"Expected a {group.set}, was given a {told.set}.")
        _eligibility(out, told)

    return b"".join(interchange(sets, put, group, envelope, found))


def _eligibility(out: SegmentWriter, told: Eligibility) -> None:
    out.put(
        "BHT", told.structure, told.purpose, out.text(told.reference), day(told.created_on),
        told.created_time, told.kind,
    )  # fmt: skip
    parts.others(out, told.others)
    levels = Levels(out)
    for source in told.sources:
        _source(out, levels, source)


def _source(out: SegmentWriter, levels: Levels, told: Source) -> None:
    number = levels.put("", SOURCE, told.receivers)
    _named(out, told)
    for receiver in told.receivers:
        _receiver(out, levels, number, receiver)


def _receiver(out: SegmentWriter, levels: Levels, parent: str, told: Receiver) -> None:
    number = levels.put(parent, RECEIVER, told.subscribers)
    _named(out, told)
    for subscriber in told.subscribers:
        _member(out, levels, number, SUBSCRIBER, subscriber)


def _named(out: SegmentWriter, told: Source | Receiver) -> None:
    parts.others(out, told.others)
    parties.party_unless_absent(out, told.party)
    rejections(out, told.rejections)
    parties.parties(out, told.parties)


def _member(out: SegmentWriter, levels: Levels, parent: str, code: str, told: Member) -> None:
    number = levels.put(parent, code, told.dependents)
    for trace in told.traces:
        out.put(
            "TRN", trace.kind, out.text(trace.number), trace.originator, out.text(trace.supplement)
        )
    parts.others(out, told.others)
    parties.party_unless_absent(out, told.person)
    rejections(out, told.rejections)
    if told.insurance:
        out.put("INS", *map(out.raw, told.insurance))
    parts.diagnoses(out, told.diagnoses)
    parts.dates(out, told.dates)
    parties.parties(out, told.parties)
    for asked in told.questions:
        question(out, asked)
    for answered in told.benefits:
        benefit(out, answered)
    for dependent in told.dependents:
        _member(out, levels, number, DEPENDENT, dependent)
