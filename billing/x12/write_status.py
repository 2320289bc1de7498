"""Writing a 276, and a 277 or 277CA as a payer or clearinghouse would: levels and counts right."""

from collections.abc import Iterable

from billing.x12 import write_parties as parties
from billing.x12 import write_parts as parts
from billing.x12.delimiters import Delimiters
from billing.x12.levels import Levels
from billing.x12.segments import SegmentWriter, day
from billing.x12.sending import USUAL, Envelope, Group, interchange
from billing.x12.status_tree import (
    VERSION_277CA,
    VERSION_STATUS,
    ClaimStatuses,
    StatusMember,
    StatusProvider,
    StatusReceiver,
    StatusSource,
)
from billing.x12.write27x import WrongSet
from billing.x12.write_statements import claim, level

INQUIRIES = Group("HR", VERSION_STATUS, "276")
ANSWERS = Group("HN", VERSION_STATUS, "277")
ACKNOWLEDGEMENTS = Group("HN", VERSION_277CA, "277")
# HL03. Patients and dependents end the tree: their HL has no HL04.
SOURCE, RECEIVER, PROVIDER, SUBSCRIBER, PATIENT, DEPENDENT = "20", "21", "19", "22", "PT", "23"


def write276(
    inquiries: Iterable[ClaimStatuses], envelope: Envelope, found: Delimiters = USUAL
) -> bytes:
    """One interchange with one group; each inquiry is one ST. Raises WrongSet.

    Delimiters in names, numbers and texts become spaces; what tells of a file is not written.
    """
    return _write(inquiries, "276", INQUIRIES, envelope, found)


def write277(
    answers: Iterable[ClaimStatuses], envelope: Envelope, found: Delimiters = USUAL
) -> bytes:
    """As `write276`, for answers: payers write them, and so do doubles of payers."""
    return _write(answers, "277", ANSWERS, envelope, found)


def write277ca(
    acknowledgements: Iterable[ClaimStatuses], envelope: Envelope, found: Delimiters = USUAL
) -> bytes:
    """As `write277`, for acknowledgements of claims. Patients have no dependents there."""
    return _write(acknowledgements, "277CA", ACKNOWLEDGEMENTS, envelope, found)


def _write(
    sets: Iterable[ClaimStatuses], name: str, group: Group, envelope: Envelope, found: Delimiters
) -> bytes:
    def put(out: SegmentWriter, told: ClaimStatuses) -> None:
        if told.set != name:
            raise WrongSet(f"Expected a {name}, was given a {told.set}.")
        _statuses(out, told)

    return b"".join(interchange(sets, put, group, envelope, found))


def _statuses(out: SegmentWriter, told: ClaimStatuses) -> None:
    out.put(
        "BHT", told.structure, told.purpose, out.text(told.reference), day(told.created_on),
        told.created_time, told.kind,
    )  # fmt: skip
    parts.others(out, told.others)
    levels, member = Levels(out), PATIENT if told.set == "277CA" else SUBSCRIBER
    for source in told.sources:
        _source(out, levels, member, source)


def _source(out: SegmentWriter, levels: Levels, member: str, told: StatusSource) -> None:
    number = levels.put("", SOURCE, told.receivers)
    level(out, told)
    for receiver in told.receivers:
        _receiver(out, levels, member, number, receiver)


def _receiver(
    out: SegmentWriter, levels: Levels, member: str, parent: str, told: StatusReceiver
) -> None:
    number = levels.put(parent, RECEIVER, told.providers)
    level(out, told)
    for provider in told.providers:
        _provider(out, levels, member, number, provider)


def _provider(
    out: SegmentWriter, levels: Levels, member: str, parent: str, told: StatusProvider
) -> None:
    number = levels.put(parent, PROVIDER, told.members)
    level(out, told)
    for one in told.members:
        _member(out, levels, member, number, one)


def _member(out: SegmentWriter, levels: Levels, code: str, parent: str, told: StatusMember) -> None:
    number = levels.put(parent, code, told.dependents if code == SUBSCRIBER else None)
    if told.born_on or told.sex:
        out.put("DMG", "D8" if told.born_on else "", day(told.born_on), told.sex)
    parts.others(out, told.others)
    parties.party_unless_absent(out, told.person)
    parties.parties(out, told.parties)
    for one in told.claims:
        claim(out, one)
    for dependent in told.dependents:
        _member(out, levels, DEPENDENT, number, dependent)
